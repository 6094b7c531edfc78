/** First steps, watching real state: done steps step back, the next one is the link. */
import { CircleCheck, CircleDashed, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";

export interface Step {
  id: string;
  label: string;
  done: boolean;
}

interface ChecklistProps {
  title: string;
  steps: readonly Step[];
  /** The way to the next open step. */
  next?: ReactNode;
  onHide?: () => void;
}

export function Checklist({ title, steps, next, onHide }: ChecklistProps) {
  const done = steps.filter((step) => step.done).length;
  return (
    <section
      aria-label={title}
      className="flex min-h-10 flex-wrap items-center gap-x-[18px] gap-y-1 rounded-lg border border-border bg-card px-3.5 py-1.5 text-sm"
    >
      <h2 className="text-sm font-semibold">{title}</h2>
      <span className="text-subtle-foreground tabular-nums">
        {done} of {steps.length}
      </span>
      <ul className="flex flex-wrap items-center gap-x-[18px] gap-y-1">
        {steps.map((step) => (
          <li
            key={step.id}
            className={
              step.done
                ? "flex items-center gap-1.5 text-subtle-foreground"
                : "flex items-center gap-1.5 font-medium"
            }
          >
            {step.done ? (
              <CircleCheck aria-hidden="true" className="size-3.5 text-success-text" />
            ) : (
              <CircleDashed aria-hidden="true" className="size-3.5 text-subtle-foreground" />
            )}
            {step.label}
            <span className="sr-only">{step.done ? "(done)" : "(open)"}</span>
          </li>
        ))}
      </ul>
      <span className="ml-auto flex items-center gap-2">
        {next}
        {onHide && <IconButton icon={X} label={`Hide ${title.toLowerCase()}`} small onClick={onHide} />}
      </span>
    </section>
  );
}
