/** A short remark beside work: plain, amber for a refusal or a limit, blue for an unknown outcome. */
import { Info, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

const TONES = {
  plain: "bg-muted text-muted-foreground",
  attention: "bg-attention-soft text-foreground [&>svg]:text-attention-text",
  info: "bg-info-soft text-foreground [&>svg]:text-info-text",
  danger: "bg-danger-soft text-foreground [&>svg]:text-danger-text",
} as const;

interface NoteProps {
  icon?: LucideIcon;
  tone?: keyof typeof TONES;
  children: ReactNode;
  className?: string;
}

export function Note({ icon: Icon = Info, tone = "plain", children, className }: NoteProps) {
  return (
    <div className={cn("flex items-start gap-2 rounded-md px-2.5 py-2 text-sm", TONES[tone], className)}>
      <Icon aria-hidden="true" className="mt-px size-3.5" />
      <div className="min-w-0 flex-1 text-pretty">{children}</div>
    </div>
  );
}
