/** The inbox: tasks for people, one list and the one in focus; its view is the URL. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { Cells, PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { Tag } from "@/components/ui/tag";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/lib/actions";
import type { Task } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { useWide } from "@/lib/wide";
import { type TaskStatus, useOpenTaskCount, useSetTaskStatus, useTasks } from "../api";
import { CreateTask } from "../components/create-task";
import { TaskDetail } from "../components/task-detail";
import { TaskList } from "../components/task-list";

export interface InboxView {
  status?: "done" | "cancelled";
  task?: string;
}

const TITLES: Record<TaskStatus, string> = { open: "Open", done: "Done", cancelled: "Cancelled" };
const DONE_WORDS: Record<TaskStatus, string> = {
  open: "Opened again.",
  done: "Done.",
  cancelled: "Cancelled.",
};

export function InboxPage({ view, onView }: { view: InboxView; onView: (view: InboxView) => void }) {
  const status: TaskStatus = view.status ?? "open";
  const tasks = useTasks(status);
  const open = useOpenTaskCount();
  const wide = useWide();
  const [creating, setCreating] = useState(false);
  const mayWrite = useAllows("member");
  const items = tasks.data?.items ?? [];
  const chosen = items.find((task) => task.id === view.task);
  const current = chosen ?? (wide ? items[0] : undefined);
  const pick = (task: Task | undefined) => onView({ ...view, task: task?.id });
  const settle = useSettle(items, pick);
  useInboxKeys({ items, current, pick, settle, create: () => setCreating(true), enabled: mayWrite });
  const choices = (["open", "done", "cancelled"] as const).map((value) => ({
    value,
    label: TITLES[value],
    count: value === "open" && open > 0 ? open : undefined,
  }));
  return (
    <Page
      crumbs={["Inbox"]}
      title="Inbox"
      fill
      beside={
        <Segmented
          label="Status"
          value={status}
          choices={choices}
          onChange={(next) => onView(next === "open" ? {} : { status: next })}
        />
      }
      actions={
        mayWrite && (
          <Button variant="primary" keys="c" onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" /> New task
          </Button>
        )
      }
    >
      <Sheet className="flex min-h-0 flex-1 flex-col">
        <Cells className="min-h-0 flex-1 grid-cols-[minmax(0,400px)_minmax(0,1fr)] max-lg:grid-cols-1">
          <div className="flex min-h-0 flex-col">
            <PanelHead
              title={TITLES[status]}
              aside={
                <>
                  {items.length > 0 && (
                    <Tag tone={status === "open" ? "attention" : "plain"}>{items.length}</Tag>
                  )}
                  {status === "open" ? "earliest due first" : "latest first"}
                </>
              }
            />
            <QueryPanel
              name="Tasks"
              query={tasks}
              isEmpty={() => items.length === 0}
              empty={
                <NoTasks
                  status={status}
                  onOpen={() => onView({})}
                  onCreate={mayWrite ? () => setCreating(true) : undefined}
                />
              }
            >
              {() => <TaskList tasks={items} current={current?.id} onPick={pick} />}
            </QueryPanel>
          </div>
          <div className="min-h-0 overflow-auto max-lg:hidden">
            {current && <TaskDetail task={current} onStatus={mayWrite ? settle : undefined} />}
          </div>
        </Cells>
      </Sheet>
      <Drawer
        open={!wide && chosen !== undefined}
        onOpenChange={() => pick(undefined)}
        title={chosen?.title ?? "Task"}
      >
        {chosen && <TaskDetail task={chosen} onStatus={mayWrite ? settle : undefined} bare />}
      </Drawer>
      <CreateTask open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

interface NoTasksProps {
  status: TaskStatus;
  onOpen: () => void;
  onCreate?: () => void;
}

function NoTasks({ status, onOpen, onCreate }: NoTasksProps) {
  if (status !== "open") {
    return (
      <EmptyState title={`Nothing ${status} yet`} action={<Button onClick={onOpen}>See open tasks</Button>}>
        Tasks come here when somebody settles them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing waits for you"
      action={onCreate && <Button onClick={onCreate}>Write a task</Button>}
    >
      Agents leave tasks here when a person has to do something, and you can write your own.
    </EmptyState>
  );
}

/** Settles a task and moves the focus to the next one; the toast takes it back. */
function useSettle(items: readonly Task[], pick: (task: Task | undefined) => void) {
  const set = useSetTaskStatus();
  return (task: Task, status: TaskStatus) => {
    const place = items.findIndex((other) => other.id === task.id);
    pick(items[place + 1] ?? items[place - 1]);
    set.mutate(
      { id: task.id, status },
      {
        onSuccess: () =>
          toast.undo(DONE_WORDS[status], () => set.mutate({ id: task.id, status: task.status })),
        onError: (error) => toast.problem(error, "The task stays as it was"),
      },
    );
  };
}

interface InboxKeys {
  items: readonly Task[];
  current: Task | undefined;
  pick: (task: Task | undefined) => void;
  settle: (task: Task, status: TaskStatus) => void;
  create: () => void;
  enabled: boolean;
}

function useInboxKeys({ items, current, pick, settle, create, enabled }: InboxKeys): void {
  const group = "Inbox";
  const move = (step: number) => {
    const place = items.findIndex((task) => task.id === current?.id);
    const next = items[place + step];
    if (next) pick(next);
  };
  const finish = (status: TaskStatus) => {
    if (current?.status === "open") settle(current, status);
  };
  useAction({ id: "inbox:next", label: "Next task", group, keys: "j", keysOnly: true, run: () => move(1) });
  useAction({
    id: "inbox:previous",
    label: "Previous task",
    group,
    keys: "k",
    keysOnly: true,
    run: () => move(-1),
  });
  useAction({ id: "inbox:new", label: "New task", group, keys: "c", icon: Plus, run: create }, enabled);
  useAction(
    { id: "inbox:done", label: "Mark done", group, keys: "d", keysOnly: true, run: () => finish("done") },
    enabled,
  );
  useAction(
    {
      id: "inbox:cancel",
      label: "Cancel the task",
      group,
      keys: "x",
      keysOnly: true,
      run: () => finish("cancelled"),
    },
    enabled,
  );
}
