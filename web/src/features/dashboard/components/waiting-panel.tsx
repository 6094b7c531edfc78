/** What waits for a person: the open tasks, oldest first by deadline. */
import { Link } from "@tanstack/react-router";
import { Clock, ListTodo, Timer } from "lucide-react";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { Task } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { duration } from "@/lib/format";
import type { useOpenTasks } from "../api";
import { byDeadline } from "../model/sentence";

const SHOWN = 5;
const SOON_MS = 2 * 3_600_000;

export function WaitingPanel({ query, now }: { query: ReturnType<typeof useOpenTasks>; now: Date }) {
  const org = useWorkplace().organization.slug;
  const count = query.data?.items.length ?? 0;
  return (
    <div>
      <PanelHead
        title="Waiting for you"
        aside={
          <>
            {count > 0 && <Tag tone="attention">{count}</Tag>}
            <span className="truncate max-sm:hidden">oldest first by deadline</span>
          </>
        }
        end={
          <Link
            to="/o/$org/inbox"
            params={{ org }}
            className="flex min-h-6 items-center gap-1.5 text-sm font-medium text-primary-text hover:underline"
          >
            Open inbox <Kbd keys="g i" />
          </Link>
        }
        refreshing={query.isRefetching}
      />
      <QueryPanel
        name="Tasks"
        query={query}
        skeleton={<SkeletonRows rows={5} label="Loading tasks" />}
        isEmpty={(page) => page.items.length === 0}
        empty={
          <EmptyState title="Nothing waits" className="border-t border-border">
            A task appears here when an agent needs an answer or a person writes one. Agents go on without you
            until then.
          </EmptyState>
        }
      >
        {(page) => (
          <ul aria-label="Open tasks">
            {byDeadline(page.items)
              .slice(0, SHOWN)
              .map((task, index) => (
                <TaskRow key={task.id} task={task} isFirst={index === 0} now={now} />
              ))}
          </ul>
        )}
      </QueryPanel>
    </div>
  );
}

function TaskRow({ task, isFirst, now }: { task: Task; isFirst: boolean; now: Date }) {
  const org = useWorkplace().organization.slug;
  const place = [task.created_by.label, task.body.split("\n")[0]].filter(Boolean).join(" · ");
  return (
    <li
      className={cn(
        "grid min-h-[46px] grid-cols-[20px_minmax(0,1fr)_auto_80px] items-center gap-2.5 border-t border-border py-1 pr-3 pl-3.5 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-[11px]",
        isFirst && "bg-accent shadow-[inset_2px_0_0_var(--attention)]",
      )}
    >
      <ListTodo aria-hidden="true" className="size-4 text-subtle-foreground max-sm:hidden" />
      <div className="min-w-0 leading-[1.35]">
        <p className="truncate font-medium max-sm:whitespace-normal">{task.title}</p>
        <p className="truncate text-sm text-subtle-foreground">{place}</p>
      </div>
      <DueMark due={task.due} now={now} />
      <Button
        asChild
        size="sm"
        variant={isFirst ? "decide" : "line"}
        className="justify-self-end max-sm:col-span-2 max-sm:justify-self-start"
      >
        <Link to="/o/$org/inbox" params={{ org }} search={{ task: task.id }}>
          Review{isFirst && <Kbd keys="r" />}
          <span className="sr-only"> {task.title}</span>
        </Link>
      </Button>
    </li>
  );
}

/** Under two hours it counts down, in amber. */
function DueMark({ due, now }: { due: string | null; now: Date }) {
  if (!due) return <span className="text-sm text-subtle-foreground">no deadline</span>;
  const left = Date.parse(due) - now.getTime();
  const soon = left < SOON_MS;
  const Icon = soon ? Timer : Clock;
  return (
    <span
      className={cn(
        "flex items-center gap-1 text-sm whitespace-nowrap tabular-nums",
        soon ? "font-medium text-attention-text" : "text-muted-foreground",
      )}
    >
      <Icon aria-hidden="true" className="size-3" />
      {left < 0 ? "overdue" : soon ? duration(left) : <Time at={due} />}
    </span>
  );
}
