/** A small word on a tint. Attention is only for what needs a person. */
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const TONES = {
  plain: "bg-secondary text-muted-foreground",
  attention: "bg-attention-soft text-attention-text",
  success: "bg-success-soft text-success-text",
  primary: "bg-primary-soft text-primary-text",
  danger: "bg-danger-soft text-danger-text",
  info: "bg-info-soft text-info-text",
} as const;

export function Tag({
  tone = "plain",
  children,
  className,
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-xs px-[7px] text-xs font-medium",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
