/** Every change by a person or an agent, newest first, with what it changed. */
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { AgentCode } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { Time, useZone } from "@/components/ui/time";
import { when } from "@/lib/format";
import { type AuditEvent, type AuditFilter, useAudit } from "../api";
import { summaryOf, thingOf, verbOf } from "../model/audit";
import { AuditDrawer } from "./audit-drawer";
import { Block } from "./section";

const COLUMNS: readonly Column<AuditEvent>[] = [
  {
    id: "at",
    header: "When",
    phone: "end",
    cell: (event) => <Time at={event.at} className="text-subtle-foreground" />,
  },
  { id: "actor", header: "Who", phone: "lead", cell: (event) => <Who event={event} /> },
  {
    id: "did",
    header: "Did",
    phone: "belowEnd",
    cell: (event) => (
      <>
        {verbOf(event)} <span className="text-muted-foreground">{thingOf(event)}</span>
      </>
    ),
  },
  {
    id: "what",
    header: "What",
    grow: true,
    phone: "below",
    cell: (event) => <Summary event={event} />,
  },
];

function Summary({ event }: { event: AuditEvent }) {
  return <span className="block truncate text-muted-foreground">{summaryOf(event, useZone())}</span>;
}

export function Who({ event }: { event: AuditEvent }) {
  if (event.actor.kind === "agent") return <AgentCode code={event.actor.label} />;
  return <span className="font-medium">{event.actor.label}</span>;
}

type Choice = NonNullable<AuditFilter["action"]> | "all";

const CHOICES: readonly { value: Choice; label: string }[] = [
  { value: "all", label: "Everything" },
  { value: "insert", label: "Added" },
  { value: "update", label: "Changed" },
  { value: "delete", label: "Removed" },
];

export default function AuditSection() {
  const [choice, setChoice] = useState<Choice>("all");
  const [open, setOpen] = useState<AuditEvent>();
  const audit = useAudit(choice === "all" ? {} : { action: choice });
  const zone = useZone();
  return (
    <>
      <Block
        title="Audit"
        text="Who changed what and when. Kept by the database itself, so nothing can leave it out."
      >
        <Segmented label="Which changes" value={choice} choices={CHOICES} onChange={setChoice} />
      </Block>
      <QueryPanel
        name="Audit"
        query={audit.query}
        isEmpty={() => audit.items.length === 0}
        empty={
          choice === "all" ? (
            <EmptyState title="No changes yet" className="border-t border-border px-4">
              Hiring an agent or changing a setting leaves the first line here.
            </EmptyState>
          ) : (
            <EmptyState
              title="No such change"
              className="border-t border-border px-4"
              action={<Button onClick={() => setChoice("all")}>Show everything</Button>}
            >
              Other changes are only hidden by the filter.
            </EmptyState>
          )
        }
      >
        {() => (
          <DataTable
            label="Audit events"
            columns={COLUMNS}
            rows={audit.items}
            rowKey={(event) => event.id}
            selected={open?.id}
            onOpen={setOpen}
            openLabel={(event) => `Open the change of ${when(event.at, zone)} by ${event.actor.label}`}
            className="max-h-[64vh] border-t border-border"
          />
        )}
      </QueryPanel>
      <LoadMore query={audit.query} loaded={audit.items.length} of="changes" />
      {open && <AuditDrawer event={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
