/** Every change by a person or an agent, newest first. */
import { QueryPanel } from "@/components/page/query-panel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { ItemOf } from "@/lib/api";
import { useAudit } from "../api";
import { Block } from "./section";

type AuditEvent = ItemOf<"/v1/organizations/{org_id}/audit">;

/** The database names its own operations; these are their plain words. */
const VERBS: Record<string, string> = { insert: "added", update: "changed", delete: "removed" };

const COLUMNS: readonly Column<AuditEvent>[] = [
  {
    id: "at",
    header: "When",
    phone: "end",
    cell: (event) => <Time at={event.at} className="text-subtle-foreground" />,
  },
  {
    id: "actor",
    header: "Who",
    phone: "lead",
    cell: (event) => <span className="font-medium">{event.actor.label}</span>,
  },
  { id: "action", header: "Did", phone: "belowEnd", cell: (event) => VERBS[event.action] ?? event.action },
  {
    id: "entity",
    header: "To",
    grow: true,
    phone: "below",
    cell: (event) => <span className="text-muted-foreground">{event.entity.replaceAll("_", " ")}</span>,
  },
];

export default function AuditSection() {
  const audit = useAudit();
  return (
    <>
      <Block
        title="Audit"
        text="Who changed what and when. Kept by the database itself, so nothing can leave it out."
      />
      <QueryPanel
        name="Audit"
        query={audit}
        isEmpty={(page) => page.items.length === 0}
        empty={
          <EmptyState title="No changes yet">
            Hiring an agent or changing a setting leaves the first line here.
          </EmptyState>
        }
      >
        {(page) => (
          <DataTable
            label="Audit events"
            columns={COLUMNS}
            rows={page.items}
            rowKey={(event) => event.id}
            className="max-h-[70vh] border-t border-border"
          />
        )}
      </QueryPanel>
    </>
  );
}
