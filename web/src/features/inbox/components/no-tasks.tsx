/** An inbox without tasks: nothing waits, nothing is settled yet, or nothing passes the filter. */
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { TaskStatus } from "../api";

interface NoTasksProps {
  status: TaskStatus;
  /** How many tasks the filter leaves out; nothing when no filter is on. */
  filteredOut?: number;
  onClear: () => void;
  onOpen: () => void;
  onCreate?: () => void;
}

export function NoTasks({ status, filteredOut, onClear, onOpen, onCreate }: NoTasksProps) {
  if (filteredOut) {
    return (
      <EmptyState
        title="No task passes this filter"
        className="border-t border-border"
        action={<Button onClick={onClear}>Show everybody’s</Button>}
      >
        {filteredOut === 1 ? "One other task is" : `${filteredOut} other tasks are`} hidden by it.
      </EmptyState>
    );
  }
  if (status !== "open") {
    return (
      <EmptyState
        title={`Nothing ${status} yet`}
        className="border-t border-border"
        action={<Button onClick={onOpen}>See open tasks</Button>}
      >
        Tasks come here when somebody settles them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing waits for you"
      className="border-t border-border"
      action={onCreate && <Button onClick={onCreate}>Write a task</Button>}
    >
      Agents leave tasks here when a person has to do something, and you can write your own.
    </EmptyState>
  );
}
