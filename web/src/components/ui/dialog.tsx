/** A question that needs an answer before anything else. Prefer undo: only what cannot be undone asks. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "./icon-button";

interface FloatProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons under the content. */
  footer?: ReactNode;
  className?: string;
}

const OVERLAY = "overlay-in fixed inset-0 z-(--z-dialog) bg-scrim";

function Head({ title, description }: { title: string; description?: ReactNode }) {
  return (
    <div className="flex items-start gap-3 px-4 pt-3.5 pb-2">
      <div className="min-w-0 flex-1">
        <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
        {description ? (
          <Radix.Description className="mt-0.5 text-pretty text-muted-foreground">
            {description}
          </Radix.Description>
        ) : (
          <Radix.Description className="sr-only">{title}</Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton icon={X} label="Close" small />
      </Radix.Close>
    </div>
  );
}

export function Dialog({ open, onOpenChange, title, description, children, footer, className }: FloatProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          className={cn(
            "float-in fixed top-1/2 left-1/2 z-(--z-dialog) flex max-h-[85dvh] w-[min(480px,calc(100vw-24px))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg bg-popover text-popover-foreground shadow-float",
            className,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 overflow-y-auto px-4 pb-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-border px-4 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The same from the right edge, for looking closer without leaving the list; at most 480 px wide. */
export function Drawer({ open, onOpenChange, title, description, children, footer, className }: FloatProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          className={cn(
            "drawer-in fixed inset-y-0 right-0 z-(--z-drawer) flex w-[min(480px,100vw)] flex-col border-l border-rule-strong bg-popover text-popover-foreground shadow-drawer",
            className,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
          {footer && <div className="flex gap-2 border-t border-border px-4 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
