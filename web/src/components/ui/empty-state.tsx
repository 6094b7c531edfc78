/** What will be here, how it gets here, one way to begin. */
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface EmptyStateProps {
  title: string;
  children: ReactNode;
  /** One button. */
  action?: ReactNode;
  level?: "h2" | "h3";
  className?: string;
}

export function EmptyState({ title, children, action, level: Heading = "h3", className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-start px-3.5 py-5", className)}>
      <Heading className="text-lg font-semibold">{title}</Heading>
      <p className="mt-1 max-w-[52ch] text-pretty text-muted-foreground">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
