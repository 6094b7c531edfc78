/** One tool call in a conversation: effect, name, what it was for, how it went, how long it took. */
import { ChevronDown } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ToolCall } from "@/lib/api";
import { cn } from "@/lib/cn";
import { duration } from "@/lib/format";
import { type Effect, EffectChip } from "./effect-chip";
import { type Status, StatusMark } from "./status-mark";

const STATUS: Record<string, Status> = {
  running: "running",
  done: "done",
  failed: "failed",
  denied: "denied",
};

/** An id says nothing to a person; it stands among the arguments when they are opened. */
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** The arguments as one short line: "limit 200, select 3". */
function summarize(args: ToolCall["arguments"]): string {
  const says = (value: unknown) => value !== null && value !== "" && !ID.test(String(value));
  const pairs = Object.entries(args ?? {}).filter(([, value]) => says(value));
  return pairs
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}

export function ToolCard({ call, className }: { call: ToolCall; className?: string }) {
  return (
    <Collapsible.Root className={cn("rounded-md border border-border bg-card", className)}>
      <Collapsible.Trigger className="group flex h-[34px] w-full min-w-0 items-center gap-2 rounded-md px-2.5 text-left text-sm hover:bg-accent">
        <EffectChip effect={call.effect as Effect} />
        <span className="mono shrink-0">{call.name}</span>
        <span className="min-w-0 flex-1 truncate text-subtle-foreground max-sm:hidden">
          {summarize(call.arguments)}
        </span>
        <span className="ml-auto flex min-w-0 items-center gap-2">
          <StatusMark status={STATUS[call.status] ?? "unknown"} className="min-w-0">
            <span className="truncate">
              {call.status === "running" ? "Running" : call.summary || undefined}
            </span>
          </StatusMark>
          {typeof call.duration_ms === "number" && (
            <span className="text-subtle-foreground tabular-nums">{duration(call.duration_ms)}</span>
          )}
          <ChevronDown
            aria-hidden="true"
            className="size-3.5 text-subtle-foreground transition-transform duration-(--time-quick) group-data-[state=open]:rotate-180"
          />
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content className="border-t border-border px-2.5 py-2">
        <p className="mb-1 text-xs font-medium text-subtle-foreground">Arguments</p>
        <pre className="mono max-h-56 overflow-auto text-sm whitespace-pre-wrap text-muted-foreground">
          {JSON.stringify(call.arguments, null, 2)}
        </pre>
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
