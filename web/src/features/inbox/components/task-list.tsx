/** The rows of the inbox. */
import { Clock } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { Task } from "@/lib/api";
import { cn } from "@/lib/cn";

interface TaskListProps {
  tasks: readonly Task[];
  current: string | undefined;
  onPick: (task: Task) => void;
}

export function TaskList({ tasks, current, onPick }: TaskListProps) {
  return (
    <ul className="min-h-0 flex-1 overflow-auto">
      {tasks.map((task) => (
        <li key={task.id} className="border-t border-border">
          <button
            type="button"
            aria-current={task.id === current || undefined}
            onClick={() => onPick(task)}
            className={cn(
              "flex min-h-[52px] w-full items-center gap-3 px-3.5 py-2 text-left hover:bg-accent",
              task.id === current && "bg-accent",
              task.id === current &&
                (task.status === "open"
                  ? "shadow-[inset_2px_0_0_var(--attention)]"
                  : "shadow-[inset_2px_0_0_var(--primary)]"),
            )}
          >
            <span className="min-w-0 flex-1 leading-[1.35]">
              <span className="block truncate font-medium">{task.title}</span>
              <span className="block truncate text-sm text-subtle-foreground">{authorOf(task)}</span>
            </span>
            <TaskDue task={task} />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function authorOf(task: Task): string {
  return task.created_by.label;
}

function TaskDue({ task }: { task: Task }) {
  if (!task.due) return <Time at={task.created_at} className="text-sm text-subtle-foreground" />;
  const late = task.status === "open" && new Date(task.due) < new Date();
  return (
    <span
      className={cn(
        "flex items-center gap-1 text-sm",
        late ? "font-medium text-attention-text" : "text-muted-foreground",
      )}
    >
      <Clock aria-hidden="true" className="size-3" />
      <span className="sr-only">due </span>
      <Time at={task.due} />
    </span>
  );
}
