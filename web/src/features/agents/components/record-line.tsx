/** An agent's record in one line: the share of good judgements with its interval and n, or that there is none yet. */
import { IntervalDot } from "@/components/ui/interval-dot";
import { percent } from "@/lib/format";
import type { AgentRecord } from "../model/record";

export function RecordLine({ record }: { record: AgentRecord }) {
  if (!record.share) {
    return (
      <span className="text-sm text-subtle-foreground">
        No record yet{record.judged > 0 && <span className="tabular-nums">, {record.judged} judged</span>}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2 text-sm">
      <IntervalDot {...record.share} />
      <span className="tabular-nums">
        <b className="font-semibold">{percent(record.share.value)}</b>{" "}
        <span className="text-muted-foreground">good, n {record.judged}</span>
      </span>
    </span>
  );
}
