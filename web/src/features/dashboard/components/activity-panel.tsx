/** What agents did, newest first, each line with its receipt; renewed while it is looked at. */
import { Link } from "@tanstack/react-router";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead } from "@/components/page/sheet";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import type { Effect } from "@/components/ui/effect-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Receipt } from "@/components/ui/receipt";
import { StatusMark } from "@/components/ui/status-mark";
import { Timeline } from "@/components/ui/timeline";
import type { DashboardStats } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import type { useDashboard } from "../api";

type Activity = DashboardStats["activity"][number];

const FACTS: Record<string, string> = {
  running: "is answering",
  done: "answered",
  failed: "could not answer",
  cancelled: "was stopped at",
  interrupted: "was interrupted at",
};

export function ActivityPanel({ query }: { query: ReturnType<typeof useDashboard> }) {
  const org = useWorkplace().organization.slug;
  const icons = new Map(query.data?.workforce.map((worker) => [worker.agent_code, worker.icon]));
  return (
    <div className="flex min-h-0 flex-col">
      <PanelHead
        title="Activity"
        aside={query.data && !query.error && <span aria-hidden="true" className="live-dot" />}
        end={
          <Link
            to="/o/$org/log"
            params={{ org }}
            className="flex min-h-6 items-center text-sm text-muted-foreground hover:underline"
          >
            All events
          </Link>
        }
        className="shrink-0"
      />
      <div className="min-h-0 flex-1 xl:overflow-y-auto">
        <QueryPanel
          name="Activity"
          query={query}
          isEmpty={(stats) => stats.activity.length === 0}
          empty={
            <EmptyState title="No activity yet" className="border-t border-border">
              Each answer is a line here, with its sources, cost and time, within seconds of being given.
            </EmptyState>
          }
        >
          {(stats) => (
            <Timeline
              label="Activity"
              entries={stats.activity.map((entry) => ({
                id: entry.interaction_id,
                at: entry.at,
                mark: <AgentPlate icon={icons.get(entry.agent_code)} size="sm" />,
                fact: <Fact entry={entry} />,
                receipt: (
                  <Receipt
                    effect={entry.effect as Effect}
                    sources={entry.sources}
                    costMicros={entry.status === "running" ? undefined : entry.cost_micros}
                    latencyMs={entry.latency_ms}
                  />
                ),
              }))}
            />
          )}
        </QueryPanel>
      </div>
    </div>
  );
}

function Fact({ entry }: { entry: Activity }) {
  const org = useWorkplace().organization.slug;
  const isBad = entry.status === "failed";
  return (
    <Link
      to="/o/$org/chat/$session"
      params={{ org, session: entry.session_id }}
      className="group line-clamp-2"
    >
      <AgentCode code={entry.agent_code} />{" "}
      {isBad ? (
        <StatusMark status="failed">could not answer</StatusMark>
      ) : (
        <span className="text-muted-foreground">{FACTS[entry.status] ?? entry.status}</span>
      )}{" "}
      <span className="font-medium group-hover:underline">{entry.question}</span>
    </Link>
  );
}
