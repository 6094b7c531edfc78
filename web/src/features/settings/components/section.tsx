/** One block of a settings section: a heading, a line that explains it, and the controls. */
import type { ReactNode } from "react";

interface BlockProps {
  title: string;
  text?: ReactNode;
  /** A button at the right of the heading. */
  action?: ReactNode;
  children?: ReactNode;
}

export function Block({ title, text, action, children }: BlockProps) {
  return (
    <section className="border-t border-border px-4 py-4 first:border-t-0 max-sm:px-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-md font-semibold">{title}</h2>
          {text && <p className="max-w-[64ch] text-pretty text-muted-foreground">{text}</p>}
        </div>
        {action}
      </div>
      {children && <div className="mt-3">{children}</div>}
    </section>
  );
}
