/** The workforce now: who is at work, on what, and what each cost today. */
import { Link } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead } from "@/components/page/sheet";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { DashboardStats } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import type { useDashboard } from "../api";

type Worker = DashboardStats["workforce"][number];

export function WorkforcePanel({ query }: { query: ReturnType<typeof useDashboard> }) {
  const org = useWorkplace().organization.slug;
  const workers = query.data?.workforce ?? [];
  const working = workers.filter((worker) => worker.working_now > 0).length;
  return (
    <div>
      <PanelHead
        title="Workforce now"
        aside={query.data ? `${working} working, ${workers.length - working} idle` : undefined}
        end={<span className="text-sm text-subtle-foreground">Today</span>}
      />
      <QueryPanel
        name="The workforce"
        query={query}
        isEmpty={(stats) => stats.workforce.length === 0}
        empty={
          <EmptyState
            title="Nobody is hired yet"
            className="border-t border-border"
            action={
              <Button asChild>
                <Link to="/o/$org/agents" params={{ org }}>
                  <UserPlus aria-hidden="true" /> Hire an agent
                </Link>
              </Button>
            }
          >
            Hired agents stand here with what they do and what it costs.
          </EmptyState>
        }
      >
        {(stats) => (
          <ul aria-label="Agents">
            {byActivity(stats.workforce).map((worker) => (
              <WorkerRow key={worker.agent_code} worker={worker} />
            ))}
          </ul>
        )}
      </QueryPanel>
    </div>
  );
}

/** Those at work first, then the last used. */
function byActivity(workers: readonly Worker[]): Worker[] {
  return workers.toSorted(
    (a, b) => b.working_now - a.working_now || (b.last_at ?? "").localeCompare(a.last_at ?? ""),
  );
}

function WorkerRow({ worker }: { worker: Worker }) {
  const org = useWorkplace().organization.slug;
  const isWorking = worker.working_now > 0;
  return (
    <li className="border-t border-border">
      <Link
        to="/o/$org/chat"
        params={{ org }}
        search={{ agent: worker.agent_code }}
        className="grid min-h-[46px] grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-2.5 px-3.5 py-1 hover:bg-accent"
      >
        <AgentPlate icon={worker.icon} idle={!isWorking} />
        <span className="min-w-0 leading-[1.35]">
          <AgentCode code={worker.agent_code} />
          <span className="block truncate text-sm text-subtle-foreground">
            {worker.last_question ?? `${worker.name}, not used yet`}
          </span>
        </span>
        <span className="flex flex-col items-end text-sm leading-[1.35]">
          {isWorking ? (
            <StatusMark status="running">
              {worker.working_now > 1 ? `${worker.working_now} at once` : "Working"}
            </StatusMark>
          ) : worker.last_at ? (
            <Time at={worker.last_at} className="text-subtle-foreground" />
          ) : (
            <span className="text-subtle-foreground">idle</span>
          )}
          <Money micros={worker.cost_today_micros} />
        </span>
      </Link>
    </li>
  );
}
