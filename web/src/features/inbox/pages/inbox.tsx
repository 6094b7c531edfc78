/** The inbox: tasks for people, one list and the one in focus; its view is the URL. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { Cells, PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/segmented";
import { Tag } from "@/components/ui/tag";
import { useZone } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Task } from "@/lib/api";
import { useAllows, useWorkplace } from "@/lib/auth";
import { zoneName } from "@/lib/format";
import { useWide } from "@/lib/wide";
import { type TaskStatus, useOpenTaskCount, useSetTaskStatus, useTasks } from "../api";
import { CreateTask } from "../components/create-task";
import { InboxFilters } from "../components/inbox-filters";
import { NoTasks } from "../components/no-tasks";
import { TaskDetail } from "../components/task-detail";
import { TaskList, useRowFocus } from "../components/task-list";
import { isFor } from "../model/task";
import { useInboxKeys } from "../model/use-inbox-keys";

export interface InboxView {
  status?: "done" | "cancelled";
  /** "me", "nobody", or the id of a member or agent. */
  assignee?: string;
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
  const me = useWorkplace().user.id;
  const zone = useZone();
  const wide = useWide();
  const [creating, setCreating] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const mayWrite = useAllows("member");
  const items = tasks.items.filter((task) => isFor(task, view.assignee, me));
  const chosen = items.find((task) => task.id === view.task);
  const current = chosen ?? (wide ? items[0] : undefined);
  const pick = (task: Task | undefined) => onView({ ...view, task: task?.id });
  const settle = useSettle(items, pick);
  const { listRef, move } = useRowFocus(items, current?.id);
  const step = (by: 1 | -1) => {
    const next = move(by);
    if (next && wide) pick(next);
  };
  useInboxKeys({
    move: step,
    finish: (next) => current?.status === "open" && settle(current, next),
    assign: () => setAssigning(current !== undefined),
    create: () => setCreating(true),
    enabled: mayWrite,
  });
  const detail = { onStatus: mayWrite ? settle : undefined, assigning, onAssigning: setAssigning };
  const whole = { status: view.status, assignee: view.assignee };
  return (
    <Page
      crumbs={["Inbox"]}
      title="Inbox"
      fill
      beside={<StatusChoice status={status} onChange={(next) => onView({ ...whole, status: next })} />}
      actions={
        mayWrite && (
          <Button variant="primary" keys="c" onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" /> New task
          </Button>
        )
      }
    >
      <Sheet className="flex min-h-0 flex-1 flex-col max-md:flex-none">
        <Cells className="min-h-0 flex-1 grid-cols-[minmax(0,420px)_minmax(0,1fr)] max-lg:grid-cols-1">
          <div className="flex min-h-0 flex-col">
            <PanelHead
              title={TITLES[status]}
              aside={
                <>
                  {items.length > 0 && (
                    <Tag tone={status === "open" ? "attention" : "plain"}>
                      {items.length}
                      {tasks.query.hasNextPage && "+"}
                    </Tag>
                  )}
                  newest first, times in {zoneName(zone)}
                </>
              }
            />
            <InboxFilters
              value={view.assignee}
              onChange={(assignee) => onView({ status: view.status, assignee })}
            />
            <QueryPanel
              name="Tasks"
              query={tasks.query}
              isEmpty={() => items.length === 0 && !tasks.query.hasNextPage}
              empty={
                <NoTasks
                  status={status}
                  filteredOut={tasks.items.length}
                  onClear={() => onView({ status: view.status })}
                  onOpen={() => onView({})}
                  onCreate={mayWrite ? () => setCreating(true) : undefined}
                />
              }
            >
              {() => (
                <div className="min-h-0 flex-1 overflow-auto">
                  <TaskList
                    tasks={items}
                    current={current?.id}
                    onPick={pick}
                    editable={mayWrite}
                    listRef={listRef}
                    onMove={step}
                  />
                  <LoadMore query={tasks.query} loaded={tasks.items.length} of="tasks" />
                </div>
              )}
            </QueryPanel>
          </div>
          <div className="min-h-0 overflow-auto max-lg:hidden">
            {current && wide && <TaskDetail key={current.id} task={current} {...detail} />}
          </div>
        </Cells>
        {mayWrite && <KeyLine />}
      </Sheet>
      <Drawer
        open={!wide && chosen !== undefined}
        onOpenChange={() => pick(undefined)}
        title={chosen?.title ?? "Task"}
      >
        {chosen && !wide && <TaskDetail task={chosen} {...detail} bare />}
      </Drawer>
      <CreateTask open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

interface StatusChoiceProps {
  status: TaskStatus;
  onChange: (status: InboxView["status"]) => void;
}

function StatusChoice({ status, onChange }: StatusChoiceProps) {
  const open = useOpenTaskCount();
  const choices = (["open", "done", "cancelled"] as const).map((value) => ({
    value,
    label: TITLES[value],
    count: value === "open" && open > 0 ? open : undefined,
  }));
  return (
    <Segmented
      label="Status"
      value={status}
      choices={choices}
      onChange={(next) => onChange(next === "open" ? undefined : next)}
    />
  );
}

const KEY_LINE = [
  ["j k", "next, previous"],
  ["e", "done"],
  ["x", "cancel"],
  ["a", "assign"],
  ["?", "all keys"],
] as const;

/** The keys, where there is a keyboard; the help sheet says the same. */
function KeyLine() {
  return (
    <p
      aria-hidden="true"
      className="flex shrink-0 items-center gap-4 border-t border-border px-3.5 py-2 text-sm text-subtle-foreground max-lg:hidden [&>span:last-child]:ml-auto"
    >
      {KEY_LINE.map(([keys, does]) => (
        <span key={keys} className="inline-flex items-center gap-1.5">
          <Kbd keys={keys} /> {does}
        </span>
      ))}
    </p>
  );
}

/** Settles a task and moves the focus to the next one; the toast takes it back. */
function useSettle(items: readonly Task[], pick: (task: Task | undefined) => void) {
  const set = useSetTaskStatus();
  const wide = useWide();
  return (task: Task, status: TaskStatus) => {
    const place = items.findIndex((other) => other.id === task.id);
    // In a drawer the list comes back into view instead.
    pick(wide ? (items[place + 1] ?? items[place - 1]) : undefined);
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
