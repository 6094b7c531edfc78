/** A search field with its icon and, when given, the key that focuses it. */
import { Search } from "lucide-react";
import { useRef } from "react";
import { useAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Lets "/" focus the field while the page is open. */
  slashKey?: boolean;
  className?: string;
}

export function SearchInput({
  label,
  value,
  onChange,
  placeholder,
  slashKey = false,
  className,
}: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useAction(
    {
      id: `search:${label}`,
      label,
      group: "This page",
      keys: "/",
      keysOnly: true,
      run: () => input.current?.focus(),
    },
    slashKey,
  );
  return (
    <span
      className={cn(
        "flex h-8 items-center gap-2 rounded-md border border-input bg-card px-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-ring max-sm:h-10",
        className,
      )}
    >
      <Search aria-hidden="true" className="size-3.5 text-subtle-foreground" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        value={value}
        placeholder={placeholder ?? label}
        onChange={(event) => onChange(event.target.value)}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-subtle-foreground max-sm:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {slashKey && value === "" && <Kbd keys="/" />}
    </span>
  );
}
