/** A filter that is on or off. */
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

interface FacetProps extends Omit<ComponentProps<"button">, "onChange"> {
  on: boolean;
  onChange: (on: boolean) => void;
  icon?: LucideIcon;
  count?: number;
  children: ReactNode;
}

export function Facet({ on, onChange, icon: Icon, count, children, className, ...rest }: FacetProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={() => onChange(!on)}
      className={cn(
        "inline-flex h-[26px] items-center gap-1.5 whitespace-nowrap rounded-sm border px-[9px] text-sm transition-colors duration-(--time-instant) max-sm:h-8 [&_svg]:size-3",
        on
          ? "border-primary bg-primary-soft text-foreground"
          : "border-border bg-card text-muted-foreground hover:bg-accent",
        className,
      )}
      {...rest}
    >
      {Icon && <Icon aria-hidden="true" />}
      {children}
      {count !== undefined && <span className="text-subtle-foreground tabular-nums">{count}</span>}
    </button>
  );
}
