/** Tabs in two looks: pill beside a heading, line over a panel. TabLinks is the same look for routes. */
import { Link, type LinkProps } from "@tanstack/react-router";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const LOOKS = {
  pill: {
    list: "flex items-center gap-0.5",
    tab: "inline-flex h-[30px] items-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-muted-foreground hover:text-foreground data-[state=active]:bg-secondary data-[state=active]:text-foreground max-sm:h-9",
  },
  line: {
    list: "flex gap-[18px] overflow-x-auto border-b border-border px-3.5",
    tab: "-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent font-medium text-muted-foreground hover:text-foreground data-[state=active]:border-primary data-[state=active]:text-foreground",
  },
} as const;

export interface TabItem {
  value: string;
  label: ReactNode;
  count?: number;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  look?: keyof typeof LOOKS;
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  className?: string;
}

export function Count({ value }: { value: number }) {
  return <span className="text-sm font-normal text-subtle-foreground tabular-nums">{value}</span>;
}

export function Tabs({ label, look = "line", items, value, defaultValue, onChange, className }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? items[0]?.value}
      onValueChange={onChange}
      className={cn("flex min-h-0 flex-col", className)}
    >
      <Radix.List aria-label={label} className={LOOKS[look].list}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={LOOKS[look].tab}>
            {item.label}
            {item.count !== undefined && <Count value={item.count} />}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="min-h-0 flex-1">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

interface TabLink {
  label: string;
  count?: number;
  /** The page says which one is open: two links may differ only in their search. */
  current: boolean;
  link: LinkProps;
}

export function TabLinks({
  label,
  look = "pill",
  items,
}: {
  label: string;
  look?: keyof typeof LOOKS;
  items: readonly TabLink[];
}) {
  return (
    <nav aria-label={label} className={LOOKS[look].list}>
      {items.map((item) => (
        <Link
          key={item.label}
          {...item.link}
          data-state={item.current ? "active" : undefined}
          aria-current={item.current ? "page" : undefined}
          className={LOOKS[look].tab}
        >
          {item.label}
          {item.count !== undefined && <Count value={item.count} />}
        </Link>
      ))}
    </nav>
  );
}
