/** One task: what is asked, by whom, for whom, until when, where it came from, and the two ways to settle it. */
import { Check, ChevronDown, RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { STATUS_OF, StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { Task } from "@/lib/api";
import { cn } from "@/lib/cn";
import type { TaskStatus } from "../api";
import { nearness } from "../model/due";
import { calledOf, plainText } from "../model/task";
import { AssigneeMark, AssignMenu } from "./assignee";
import { TaskOrigin } from "./task-origin";

export interface TaskDetailProps {
  task: Task;
  /** Left out for readers who may only look. */
  onStatus?: (task: Task, status: TaskStatus) => void;
  /** The assign menu, which a key opens too. */
  assigning?: boolean;
  onAssigning?: (open: boolean) => void;
  /** Without padding and title, inside a drawer. */
  bare?: boolean;
}

const WORDS: Record<TaskStatus, string> = { open: "Open", done: "Done", cancelled: "Cancelled" };

export function TaskDetail(props: TaskDetailProps) {
  const { task, onStatus, bare } = props;
  return (
    <article className={cn("flex min-h-full flex-col gap-4", !bare && "px-6 pt-5")}>
      {!bare && <h2 className="text-lg font-semibold text-pretty">{task.title}</h2>}
      <Facts>
        <Fact name="Status">
          <StatusMark status={STATUS_OF[task.status] ?? "unknown"}>{WORDS[task.status]}</StatusMark>
        </Fact>
        <Fact name="For">
          <Owner {...props} />
        </Fact>
        <Fact name="Due">
          <Due task={task} />
        </Fact>
        <Fact name="From">
          {task.created_by.label}, <Time at={task.created_at} />
        </Fact>
        <TaskOrigin task={task} />
      </Facts>
      {task.body && (
        <p className="max-w-[70ch] border-t border-border pt-4 text-md whitespace-pre-wrap text-pretty">
          {plainText(task.body)}
        </p>
      )}
      {onStatus && <Answers task={task} onStatus={onStatus} bare={bare} />}
    </article>
  );
}

function Owner({ task, onStatus, assigning, onAssigning }: TaskDetailProps) {
  const name = task.assignee ? calledOf(task.assignee) : "Anyone here";
  if (!onStatus) {
    return (
      <span className="flex items-center gap-1.5">
        <AssigneeMark assignee={task.assignee} /> {name}
      </span>
    );
  }
  return (
    <AssignMenu
      task={task}
      open={assigning}
      onOpenChange={onAssigning}
      trigger={
        <button
          type="button"
          className="-mx-1.5 -my-1 inline-flex h-8 items-center gap-1.5 rounded-sm px-1.5 hover:bg-accent max-sm:h-10"
        >
          <AssigneeMark assignee={task.assignee} />
          {name}
          <ChevronDown aria-hidden="true" className="size-3.5 text-subtle-foreground" />
          <span className="sr-only">, assign to somebody else</span>
        </button>
      }
    />
  );
}

function Due({ task }: { task: Task }) {
  if (!task.due) return <span className="text-muted-foreground">No date</span>;
  const near = task.status === "open" ? nearness(task.due) : undefined;
  return (
    <>
      <Time at={task.due} />
      {near && (
        <span
          className={cn("ml-2", near.kind === "later" ? "text-subtle-foreground" : "text-attention-text")}
        >
          {near.words}
        </span>
      )}
    </>
  );
}

function Answers({
  task,
  onStatus,
  bare,
}: Required<Pick<TaskDetailProps, "task" | "onStatus">> & TaskDetailProps) {
  return (
    <div
      className={cn(
        "sticky bottom-0 mt-auto flex flex-wrap gap-2 border-t border-border py-3",
        bare ? "-mx-4 -mb-4 bg-popover px-4" : "-mx-6 bg-card px-6",
      )}
    >
      {task.status === "open" ? (
        <>
          <Button variant="primary" keys={bare ? undefined : "e"} onClick={() => onStatus(task, "done")}>
            <Check aria-hidden="true" /> Mark done
          </Button>
          <Button keys={bare ? undefined : "x"} onClick={() => onStatus(task, "cancelled")}>
            <X aria-hidden="true" /> Cancel
          </Button>
        </>
      ) : (
        <Button onClick={() => onStatus(task, "open")}>
          <RotateCcw aria-hidden="true" /> Open again
        </Button>
      )}
    </div>
  );
}
