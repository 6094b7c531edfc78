/** The dashboard: who did what, what it cost, what waits, in the order of the four questions. */
import { Link, useNavigate } from "@tanstack/react-router";
import { ListTodo, Plus, UserPlus } from "lucide-react";
import { Page } from "@/components/page/page";
import { Cells, Sheet } from "@/components/page/sheet";
import { Button, buttonClass } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useAction } from "@/lib/actions";
import { useWorkplace } from "@/lib/auth";
import { useNow } from "@/lib/delay";
import { clock, longDate, zoneName } from "@/lib/format";
import { useDashboard, useOpenTasks } from "../api";
import { ActivityPanel } from "../components/activity-panel";
import { FirstSteps } from "../components/first-steps";
import { SpendPanel } from "../components/spend-panel";
import { TodayStrip } from "../components/today-strip";
import { WaitingPanel } from "../components/waiting-panel";
import { WorkforcePanel } from "../components/workforce-panel";
import { byDeadline, trueSentence } from "../model/sentence";

export function DashboardPage() {
  const { slug: org, time_zone: zone } = useWorkplace().organization;
  const navigate = useNavigate();
  const now = useNow();
  const stats = useDashboard();
  const tasks = useOpenTasks();
  const first = byDeadline(tasks.data?.items ?? [])[0];
  useAction({
    id: "dashboard:work",
    label: "Give work",
    group: "This page",
    keys: "c",
    icon: Plus,
    run: () => void navigate({ to: "/o/$org/chat", params: { org } }),
  });
  useAction(
    {
      id: "dashboard:review",
      label: "Review the first task",
      group: "This page",
      keys: "r",
      icon: ListTodo,
      run: () =>
        void navigate({ to: "/o/$org/inbox", params: { org }, search: first ? { task: first.id } : {} }),
    },
    first !== undefined,
  );
  return (
    <Page
      crumbs={["Dashboard"]}
      title={longDate(now, zone)}
      subtitle={trueSentence(stats.data?.workforce, tasks.data?.items, now) || " "}
      actions={
        <>
          <span className="text-sm text-subtle-foreground tabular-nums max-sm:hidden">
            {clock(now, zone)} {zoneName(zone, now)}
          </span>
          <Button asChild>
            <Link to="/o/$org/agents" params={{ org }}>
              <UserPlus aria-hidden="true" /> Hire an agent
            </Link>
          </Button>
          <Link to="/o/$org/chat" params={{ org }} aria-keyshortcuts="c" className={buttonClass("primary")}>
            <Plus aria-hidden="true" /> Give work <Kbd keys="c" />
          </Link>
        </>
      }
    >
      <TodayStrip query={stats} />
      <Sheet className="shrink-0 xl:min-h-[600px] xl:flex-1">
        <Cells className="h-full grid-cols-[minmax(0,1fr)_380px] grid-rows-[auto_minmax(0,1fr)] max-xl:grid-cols-1 max-xl:grid-rows-none">
          <WaitingPanel query={tasks} now={now} />
          <WorkforcePanel query={stats} />
          <SpendPanel query={stats} />
          <ActivityPanel query={stats} />
        </Cells>
      </Sheet>
      {stats.data && <FirstSteps steps={stats.data.checklist} />}
    </Page>
  );
}
