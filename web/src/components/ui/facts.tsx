/** Named facts in two columns, in drawers and details. */
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={cn("grid grid-cols-[88px_minmax(0,1fr)] items-baseline gap-y-2", className)}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
