/** A person: round, with initials. Organizations use the same letters in a square. */
import { cn } from "@/lib/cn";
import { initials } from "@/lib/format";

interface PersonProps {
  name: string;
  size?: "sm" | "md" | "lg";
  shape?: "round" | "square";
  tone?: "warm" | "plain";
  className?: string;
}

const SIZES = { sm: "size-5 text-[9px]", md: "size-6 text-[10px]", lg: "size-8 text-xs" } as const;

export function Person({ name, size = "md", shape = "round", tone = "warm", className }: PersonProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "grid shrink-0 place-items-center font-semibold",
        SIZES[size],
        shape === "round" ? "rounded-full" : "rounded-sm",
        tone === "warm" ? "bg-attention-soft text-attention-text" : "bg-secondary text-muted-foreground",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
