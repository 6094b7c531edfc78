/** What happened, newest first: time, who, the fact, and its receipt. */
import type { ReactNode } from "react";
import { Time } from "./time";

export interface TimelineEntry {
  id: string;
  at: string;
  mark: ReactNode;
  fact: ReactNode;
  receipt?: ReactNode;
}

export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[44px_22px_minmax(0,1fr)] gap-[9px] border-t border-border px-3.5 py-2"
        >
          <Time at={entry.at} className="text-sm text-subtle-foreground" />
          {entry.mark}
          <div className="min-w-0">
            <div className="leading-[1.4]">{entry.fact}</div>
            {entry.receipt && <div className="mt-[3px] overflow-hidden">{entry.receipt}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
