/** The tool calls of an answer; many finished ones fold into a line. */
import { ChevronDown } from "lucide-react";
import { Collapsible } from "radix-ui";
import { EffectChip } from "@/components/ui/effect-chip";
import { ToolCard } from "@/components/ui/tool-card";
import type { ToolCall } from "@/lib/api";
import { duration, plural } from "@/lib/format";

const SHOWN = 3;

export function ToolCalls({ calls, writing }: { calls: readonly ToolCall[]; writing: boolean }) {
  if (calls.length === 0) return null;
  if (writing || calls.length <= SHOWN) return <Cards calls={calls} />;
  const time = calls.reduce((sum, call) => sum + (call.duration_ms ?? 0), 0);
  const effects = [...new Set(calls.map((call) => call.effect))];
  const failed = calls.filter((call) => call.status === "failed" || call.status === "denied").length;
  return (
    <Collapsible.Root className="mb-[9px]">
      <Collapsible.Trigger className="group flex h-[34px] w-full items-center gap-2 rounded-md border border-border bg-card px-2.5 text-left text-sm hover:bg-accent">
        {effects.map((effect) => (
          <EffectChip key={effect} effect={effect} />
        ))}
        <span className="font-medium">{plural(calls.length, "tool call")}</span>
        {failed > 0 && <span className="text-danger-text">{failed} not done</span>}
        <span className="ml-auto text-subtle-foreground tabular-nums">{duration(time)}</span>
        <ChevronDown
          aria-hidden="true"
          className="size-3.5 text-subtle-foreground transition-transform duration-(--time-quick) group-data-[state=open]:rotate-180"
        />
      </Collapsible.Trigger>
      <Collapsible.Content className="mt-1.5">
        <Cards calls={calls} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
}

function Cards({ calls }: { calls: readonly ToolCall[] }) {
  return (
    <ol aria-label="Tool calls" className="mb-[9px] flex flex-col gap-1.5">
      {calls.map((call) => (
        <li key={call.call_id}>
          <ToolCard call={call} />
        </li>
      ))}
    </ol>
  );
}
