/** The agents that fit, one row each: plate, code, name, what it does, its record, its price. */
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { StatusMark } from "@/components/ui/status-mark";
import { cn } from "@/lib/cn";
import type { Listed } from "../model/browse";
import { recordOf } from "../model/record";
import { useLettingGo } from "./letting-go";
import { MonthPrice, TaskCost } from "./price";
import { RecordLine } from "./record-line";

interface AgentListProps {
  listed: readonly Listed[];
  current: string | undefined;
  onOpen: (code: string) => void;
}

export function AgentList({ listed, current, onOpen }: AgentListProps) {
  return (
    <ul aria-label="Agents">
      {listed.map((item) => (
        <li key={item.agent.code} className="border-b border-border">
          <AgentRow
            item={item}
            isCurrent={item.agent.code === current}
            onOpen={() => onOpen(item.agent.code)}
          />
        </li>
      ))}
    </ul>
  );
}

function AgentRow({ item, isCurrent, onOpen }: { item: Listed; isCurrent: boolean; onOpen: () => void }) {
  const { agent } = item;
  const hired = useLettingGo().hidden.has(agent.code) ? undefined : item.hired;
  return (
    <button
      type="button"
      aria-current={isCurrent || undefined}
      onClick={onOpen}
      className={cn(
        "grid min-h-[88px] w-full grid-cols-[44px_minmax(0,1fr)_132px] items-center gap-3 px-3.5 py-[11px] text-left hover:bg-accent max-sm:grid-cols-[44px_minmax(0,1fr)]",
        isCurrent && "bg-accent shadow-[inset_2px_0_0_var(--primary)]",
      )}
    >
      <AgentPlate icon={agent.icon} size="lg" idle={!hired} className="max-sm:self-start" />
      <span className="min-w-0 leading-[1.4]">
        <span className="flex flex-wrap items-baseline gap-x-1.5">
          <AgentCode code={agent.code} /> <span className="text-muted-foreground">{agent.name}</span>
        </span>
        <span className="block text-sm text-pretty text-muted-foreground">{agent.tagline}</span>
        <span className="mt-1 block">
          <RecordLine record={recordOf(hired)} />
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 text-sm text-muted-foreground max-sm:col-start-2 max-sm:flex-row max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3">
        <span>
          <MonthPrice agent={agent} />
        </span>
        <span>
          <TaskCost hired={hired} />
        </span>
        {hired ? (
          <StatusMark status="done">Hired</StatusMark>
        ) : (
          <span className="text-subtle-foreground">Not hired</span>
        )}
      </span>
    </button>
  );
}
