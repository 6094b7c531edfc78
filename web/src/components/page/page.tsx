/** The frame of a page: its one h1, a line under it, what can be done here, and the sheets below. */
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { usePageTitle } from "@/lib/page-title";

interface PageProps {
  /** The place in the top bar, from the outside in; the last one is the page. */
  crumbs: readonly [string, ...string[]];
  /** The heading; left out, the last crumb is the h1 for assistive technology only. */
  title?: ReactNode;
  subtitle?: ReactNode;
  /** Beside the heading, such as tabs. */
  beside?: ReactNode;
  /** At the right end of the heading. */
  actions?: ReactNode;
  /** The page fills the window and scrolls inside itself. */
  fill?: boolean;
  /** No padding: the page draws to the edges, as chat does. */
  bare?: boolean;
  children: ReactNode;
}

export function Page({ crumbs, title, subtitle, beside, actions, fill, bare, children }: PageProps) {
  usePageTitle(...crumbs);
  return (
    <main
      id="main"
      tabIndex={-1}
      className={cn(
        "flex min-h-0 flex-1 flex-col outline-none",
        fill ? "overflow-hidden max-md:overflow-auto" : "overflow-auto",
        !bare && "gap-3 p-4 max-sm:p-3",
      )}
    >
      {title ? (
        <header className="flex shrink-0 flex-wrap items-end gap-3">
          <div className={cn("min-w-0", beside && "flex flex-wrap items-center gap-x-4 gap-y-2")}>
            <h1>{title}</h1>
            {beside}
            {subtitle && <p className="text-pretty text-muted-foreground">{subtitle}</p>}
          </div>
          {actions && (
            <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0 max-sm:w-full">
              {actions}
            </div>
          )}
        </header>
      ) : (
        <h1 className="sr-only">{crumbs.at(-1)}</h1>
      )}
      {children}
    </main>
  );
}
