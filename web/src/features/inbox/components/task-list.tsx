/** The rows of the inbox: what is asked, by whom, until when, and whose it is. */
import { type RefObject, useRef } from "react";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { Task } from "@/lib/api";
import { cn } from "@/lib/cn";
import { calledOf } from "../model/task";
import { AssigneeMark, AssignMenu } from "./assignee";
import { TaskDue } from "./due";

interface TaskListProps {
  tasks: readonly Task[];
  current: string | undefined;
  onPick: (task: Task) => void;
  editable: boolean;
  listRef: RefObject<HTMLUListElement | null>;
  /** Arrow keys inside the list, as j and k do from anywhere. */
  onMove: (step: 1 | -1) => void;
}

export function TaskList({ tasks, current, onPick, editable, listRef, onMove }: TaskListProps) {
  return (
    // The keys move the focus between the rows' own buttons.
    <ul
      ref={listRef}
      aria-label="Tasks"
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        if (!(event.target as HTMLElement).closest("[data-task]")) return;
        event.preventDefault();
        onMove(event.key === "ArrowDown" ? 1 : -1);
      }}
    >
      {tasks.map((task) => (
        <TaskRow
          key={task.id}
          task={task}
          current={task.id === current}
          onPick={() => onPick(task)}
          editable={editable}
        />
      ))}
    </ul>
  );
}

/** Moves the focus between rows, so that Enter opens the one in focus. */
export function useRowFocus(tasks: readonly Task[], current: string | undefined) {
  const listRef = useRef<HTMLUListElement>(null);
  const move = (step: 1 | -1): Task | undefined => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.task;
    const from = tasks.findIndex((task) => task.id === (focused ?? current));
    const next = tasks[from < 0 ? 0 : from + step];
    if (next) listRef.current?.querySelector<HTMLElement>(`[data-task="${next.id}"]`)?.focus();
    return next;
  };
  return { listRef, move };
}

interface TaskRowProps {
  task: Task;
  current: boolean;
  onPick: () => void;
  editable: boolean;
}

function TaskRow({ task, current, onPick, editable }: TaskRowProps) {
  return (
    <li
      className={cn(
        "flex min-h-[54px] items-center border-t border-border pr-2 hover:bg-accent",
        current && "bg-accent",
        current &&
          (task.status === "open"
            ? "shadow-[inset_2px_0_0_var(--attention)]"
            : "shadow-[inset_2px_0_0_var(--primary)]"),
      )}
    >
      <button
        type="button"
        data-task={task.id}
        aria-current={current || undefined}
        onClick={onPick}
        className="min-w-0 flex-1 self-stretch py-2 pr-1 pl-3.5 text-left leading-[1.35] -outline-offset-2"
      >
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate font-medium">{task.title}</span>
          <TaskDue task={task} />
        </span>
        <span className="flex items-baseline gap-1 truncate text-sm text-subtle-foreground">
          {task.created_by.label}, <Time at={task.created_at} />
        </span>
      </button>
      <RowAssignee task={task} editable={editable} />
    </li>
  );
}

function RowAssignee({ task, editable }: { task: Task; editable: boolean }) {
  const who = task.assignee ? `For ${calledOf(task.assignee)}` : "For anyone";
  if (!editable) {
    return (
      <span className="px-1.5">
        <AssigneeMark assignee={task.assignee} />
        <span className="sr-only">{who}</span>
      </span>
    );
  }
  return (
    <Tooltip text={who}>
      <span className="inline-flex">
        <AssignMenu
          task={task}
          align="end"
          trigger={
            <button
              type="button"
              className="grid size-8 place-items-center rounded-sm hover:bg-secondary max-sm:size-10"
            >
              <AssigneeMark assignee={task.assignee} />
              <span className="sr-only">
                {who}. Assign “{task.title}”
              </span>
            </button>
          }
        />
      </span>
    </Tooltip>
  );
}
