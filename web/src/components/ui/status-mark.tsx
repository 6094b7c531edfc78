/** A status as word, shape and colour, in that order of importance. */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CirclePlay,
  CircleQuestionMark,
  CircleStop,
  CircleX,
  Hand,
  LoaderCircle,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const MARKS = {
  queued: { icon: CircleDashed, word: "Queued", ink: "text-neutral-text" },
  running: { icon: LoaderCircle, word: "Running", ink: "text-primary-text" },
  active: { icon: CirclePlay, word: "Active", ink: "text-primary-text" },
  waiting: { icon: Hand, word: "Needs you", ink: "text-attention-text" },
  done: { icon: CircleCheck, word: "Done", ink: "text-success-text" },
  failed: { icon: CircleX, word: "Failed", ink: "text-danger-text" },
  stopped: { icon: CircleStop, word: "Stopped", ink: "text-neutral-text" },
  paused: { icon: CirclePause, word: "Paused", ink: "text-neutral-text" },
  unknown: { icon: CircleQuestionMark, word: "Outcome unknown", ink: "text-info-text" },
  degraded: { icon: TriangleAlert, word: "Degraded", ink: "text-attention-text" },
  denied: { icon: Ban, word: "Denied", ink: "text-neutral-text" },
} as const;

export type Status = keyof typeof MARKS;

/** How the server's words for an interaction, a task or a connection are shown. */
export const STATUS_OF: Record<string, Status> = {
  open: "queued",
  running: "running",
  done: "done",
  ready: "done",
  failed: "failed",
  cancelled: "stopped",
  interrupted: "stopped",
  degraded: "degraded",
};

interface StatusMarkProps {
  status: Status;
  /** Says more than the usual word: "38 leads", "12 of 38". */
  children?: ReactNode;
  className?: string;
}

export function StatusMark({ status, children, className }: StatusMarkProps) {
  const { icon: Icon, word, ink } = MARKS[status];
  return (
    <span
      className={cn(
        "inline-flex items-center gap-[5px] whitespace-nowrap align-middle text-sm font-medium",
        ink,
        className,
      )}
    >
      <Icon aria-hidden="true" className={cn("size-3.5 [stroke-width:2]", status === "running" && "spin")} />
      {children ?? word}
    </span>
  );
}
