/** The sources of an answer; the one that was pressed in the text is marked and brought into view. */
import { useEffect, useRef } from "react";
import { SourceItem } from "@/components/ui/cite";
import { EmptyState } from "@/components/ui/empty-state";
import type { Source } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export function RailSources({ sources, current }: { sources: readonly Source[]; current: number | null }) {
  const { org_id } = useOrgPath();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (current === null) return;
    const item = list.current?.querySelector(`[data-source="${current}"]`);
    void item?.scrollIntoView({ block: "nearest" });
  }, [current]);
  if (sources.length === 0) {
    return (
      <EmptyState title="No sources">
        Passages, files and fields that an answer quotes are listed here, numbered as in its text.
      </EmptyState>
    );
  }
  return (
    <ul ref={list} aria-label="Sources" className="py-1.5">
      {sources.map((source) => (
        <li key={source.n} data-source={source.n}>
          <SourceItem
            source={source}
            current={source.n === current}
            onOpen={
              source.file_id
                ? () =>
                    window.open(
                      `/v1/organizations/${org_id}/files/${source.file_id}/content`,
                      "_blank",
                      "noopener,noreferrer",
                    )
                : undefined
            }
          />
        </li>
      ))}
    </ul>
  );
}
