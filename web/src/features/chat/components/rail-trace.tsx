/** How an answer came about: each tool call with its share of the time, the model, the tokens, the reference. */
import { CopyButton } from "@/components/ui/copy-button";
import { EffectChip } from "@/components/ui/effect-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { STATUS_OF, StatusMark } from "@/components/ui/status-mark";
import type { Interaction, ToolCall } from "@/lib/api";
import { duration, number } from "@/lib/format";

interface RailTraceProps {
  interaction: Interaction | null;
  calls: readonly ToolCall[];
}

export function RailTrace({ interaction, calls }: RailTraceProps) {
  if (!interaction && calls.length === 0) {
    return (
      <EmptyState title="No trace yet">
        Each tool call, the model and its tokens are listed here while an answer is made.
      </EmptyState>
    );
  }
  const longest = Math.max(1, ...calls.map((call) => call.duration_ms ?? 0));
  return (
    <div className="px-3.5 py-2.5">
      {calls.length > 0 && (
        <ol aria-label="Tool calls in order" className="mb-3 flex flex-col gap-2">
          {calls.map((call) => (
            <TraceCall key={call.call_id} call={call} longest={longest} />
          ))}
        </ol>
      )}
      {interaction && <Facts interaction={interaction} />}
    </div>
  );
}

function TraceCall({ call, longest }: { call: ToolCall; longest: number }) {
  const share = (call.duration_ms ?? 0) / longest;
  return (
    <li className="text-sm">
      <div className="flex items-center gap-2">
        <EffectChip effect={call.effect} />
        <span className="mono truncate">{call.name}</span>
        <span className="ml-auto text-subtle-foreground tabular-nums">
          {typeof call.duration_ms === "number" ? duration(call.duration_ms) : "running"}
        </span>
      </div>
      <div aria-hidden="true" className="mt-1 h-1 rounded-[2px] bg-confidence-track">
        <div className="h-full min-w-1 rounded-[2px] bg-chart-1" style={{ width: `${share * 100}%` }} />
      </div>
      {call.summary && <p className="mt-0.5 truncate text-subtle-foreground">{call.summary}</p>}
    </li>
  );
}

function Facts({ interaction }: { interaction: Interaction }) {
  const { tokens, latency_ms, first_token_ms } = interaction;
  const time = (ms: number | null) => (ms === null ? "unknown" : duration(ms));
  const facts: [string, string][] = [
    ["Model", [interaction.provider, interaction.model].filter(Boolean).join("/") || "none was called"],
    ["Answered from", interaction.cache_hit ? "cache" : "the model"],
    ["Tokens in, out", `${number(tokens.input)}, ${number(tokens.output)}`],
    ["First word after", time(first_token_ms)],
    ["Whole answer", time(latency_ms)],
    ["Documents read", number(interaction.docs_used)],
    ["Form", interaction.output_format],
  ];
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t border-border pt-3 text-sm">
        <dt className="text-muted-foreground">Outcome</dt>
        <dd className="text-right">
          <StatusMark status={STATUS_OF[interaction.status] ?? "unknown"} />
        </dd>
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="min-w-0 text-right break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 flex items-center gap-1 border-t border-border pt-2 text-sm text-subtle-foreground">
        Trace <span className="mono min-w-0 truncate">{interaction.trace_id}</span>
        <CopyButton text={interaction.trace_id} label="Copy trace reference" />
      </p>
    </>
  );
}
