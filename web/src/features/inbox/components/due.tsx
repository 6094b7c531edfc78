/** When a task is due, in the organization's zone: a clock, or the time left under two hours. */
import { Clock, Timer } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { Task } from "@/lib/api";
import { cn } from "@/lib/cn";
import { nearness } from "../model/due";

export function TaskDue({ task }: { task: Task }) {
  if (!task.due) return null;
  const near = task.status === "open" ? nearness(task.due) : undefined;
  const pressing = near !== undefined && near.kind !== "later";
  const Icon = pressing ? Timer : Clock;
  return (
    <span
      className={cn(
        "flex items-center gap-1 text-sm whitespace-nowrap",
        pressing ? "font-medium text-attention-text" : "text-muted-foreground",
      )}
    >
      <Icon aria-hidden="true" className="size-3" />
      <span className="sr-only">due </span>
      {pressing ? near.words.replace("in ", "") : <Time at={task.due} />}
    </span>
  );
}
