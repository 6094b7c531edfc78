/** One task: what is asked, by whom, until when, and the two ways to settle it. */
import { Check, RotateCcw, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Person } from "@/components/ui/person";
import { STATUS_OF, StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { Task } from "@/lib/api";
import type { TaskStatus } from "../api";
import { authorOf } from "./task-list";

interface TaskDetailProps {
  task: Task;
  /** Left out for readers who may only look. */
  onStatus?: (task: Task, status: TaskStatus) => void;
  /** Without padding and title, inside a drawer. */
  bare?: boolean;
}

const WORDS: Record<TaskStatus, string> = { open: "Open", done: "Done", cancelled: "Cancelled" };

export function TaskDetail({ task, onStatus, bare }: TaskDetailProps) {
  return (
    <article className={bare ? "flex flex-col gap-4" : "flex min-h-full flex-col gap-4 px-6 py-5"}>
      {!bare && <h2 className="text-lg font-semibold text-pretty">{task.title}</h2>}
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-y-1.5">
        <Fact name="Status">
          <StatusMark status={STATUS_OF[task.status] ?? "unknown"}>{WORDS[task.status]}</StatusMark>
        </Fact>
        <Fact name="From">{authorOf(task)}</Fact>
        <Fact name="For">
          {task.assignee ? (
            <span className="flex items-center gap-1.5">
              <Person name={task.assignee.name} size="sm" /> {task.assignee.name}
            </span>
          ) : (
            "Anyone here"
          )}
        </Fact>
        <Fact name="Due">{task.due ? <Time at={task.due} /> : "No date"}</Fact>
        <Fact name="Asked">
          <Time at={task.created_at} />
        </Fact>
      </dl>
      {task.body && <p className="max-w-[70ch] text-md whitespace-pre-wrap text-pretty">{task.body}</p>}
      {onStatus && (
        <div className="mt-auto flex flex-wrap gap-2 border-t border-border pt-3">
          {task.status === "open" ? (
            <>
              <Button variant="primary" keys="d" onClick={() => onStatus(task, "done")}>
                <Check aria-hidden="true" /> Mark done
              </Button>
              <Button keys="x" onClick={() => onStatus(task, "cancelled")}>
                <X aria-hidden="true" /> Cancel
              </Button>
            </>
          ) : (
            <Button onClick={() => onStatus(task, "open")}>
              <RotateCcw aria-hidden="true" /> Open again
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle-foreground">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
