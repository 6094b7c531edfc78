/** The ruled sheet: panels share hairlines and touch. No gaps between cards, no card in a card. */
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Sheet({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section className={cn("overflow-hidden rounded-lg border border-border bg-card", className)} {...rest} />
  );
}

/** A grid whose cells are divided by hairlines; give it grid-cols-*. */
export function Cells({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("grid gap-px bg-border *:min-w-0 *:bg-card", className)} {...rest} />;
}

interface PanelHeadProps {
  title: ReactNode;
  /** A short remark beside the title. */
  aside?: ReactNode;
  /** At the right end: a link, a switch. */
  end?: ReactNode;
  /** A refetch is under way: a thin line on the lower edge. */
  refreshing?: boolean;
  level?: "h2" | "h3";
  className?: string;
}

export function PanelHead({
  title,
  aside,
  end,
  refreshing,
  level: Heading = "h2",
  className,
}: PanelHeadProps) {
  return (
    <div className={cn("relative flex min-h-10 items-center gap-2 pr-3 pl-3.5", className)}>
      <Heading className="whitespace-nowrap text-base font-semibold tracking-[-0.006em]">{title}</Heading>
      {aside && (
        <span className="flex min-w-0 items-center gap-2 truncate text-sm text-subtle-foreground">
          {aside}
        </span>
      )}
      {end && <span className="ml-auto flex shrink-0 items-center gap-2">{end}</span>}
      {refreshing && <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-0.5 bg-primary" />}
    </div>
  );
}
