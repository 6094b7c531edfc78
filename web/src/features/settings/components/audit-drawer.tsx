/** One change in full: each field before and after, and the record's id to quote. */
import { ArrowRight } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { Drawer } from "@/components/ui/dialog";
import { Fact, Facts } from "@/components/ui/facts";
import { Time, useZone } from "@/components/ui/time";
import type { AuditEvent } from "../api";
import { type Change, changesOf, nameOf, thingOf, verbOf } from "../model/audit";

export function AuditDrawer({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  const changes = changesOf(event, useZone());
  const thing = thingOf(event);
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${thing.charAt(0).toUpperCase() + thing.slice(1)} ${verbOf(event)}`}
      description={nameOf(event)}
    >
      <Facts>
        <Fact name="Who">{event.actor.label}</Fact>
        <Fact name="When">
          <Time at={event.at} />
        </Fact>
        {event.entity_id && (
          <Fact name="Record">
            <span className="flex items-center gap-1">
              <span className="mono truncate">{event.entity_id}</span>
              <CopyButton text={event.entity_id} label="Copy the record's id" />
            </span>
          </Fact>
        )}
      </Facts>
      <h3 className="mt-5 mb-1 text-sm font-medium text-subtle-foreground">
        {event.action === "update"
          ? "Before and after"
          : event.action === "delete"
            ? "What it was"
            : "What it is"}
      </h3>
      {changes.length === 0 ? (
        <p className="text-muted-foreground">Only fields the database keeps for itself.</p>
      ) : (
        <dl>
          {changes.map((change) => (
            <ChangeRow key={change.field} change={change} both={event.action === "update"} />
          ))}
        </dl>
      )}
    </Drawer>
  );
}

function ChangeRow({ change, both }: { change: Change; both: boolean }) {
  return (
    <div className="grid grid-cols-[128px_minmax(0,1fr)] items-baseline gap-x-3 border-t border-border py-2">
      <dt className="text-subtle-foreground">{change.field}</dt>
      <dd className="min-w-0 break-words whitespace-pre-wrap">
        {both ? (
          <>
            <span className="sr-only">before: </span>
            <Value text={change.before} muted />
            <ArrowRight aria-hidden="true" className="mx-1.5 inline size-3.5 text-subtle-foreground" />
            <span className="sr-only">after: </span>
            <Value text={change.after} />
          </>
        ) : (
          <Value text={change.after ?? change.before} />
        )}
      </dd>
    </div>
  );
}

function Value({ text, muted }: { text: string | null; muted?: boolean }) {
  if (text === null) return <span className="text-subtle-foreground">empty</span>;
  return <span className={muted ? "text-muted-foreground" : undefined}>{text}</span>;
}
