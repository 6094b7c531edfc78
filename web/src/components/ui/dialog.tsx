/** A question that needs an answer before anything else. Prefer undo: only what cannot be undone asks. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

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

const OVERLAY = "overlay-in fixed inset-0 bg-scrim";

function Head({ title, description }: { title: string; description?: ReactNode }) {
  return (
    <div className="px-4 pt-3.5 pr-12 pb-2">
      <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
      {description ? (
        <Radix.Description className="mt-0.5 text-pretty text-muted-foreground">
          {description}
        </Radix.Description>
      ) : (
        <Radix.Description className="sr-only">{title}</Radix.Description>
      )}
    </div>
  );
}

/** Last in the order of focus, so that a dialog opens on its first field. No tooltip: Escape must close the dialog at once. */
function Close() {
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3 right-3">
        <X aria-hidden="true" />
      </Button>
    </Radix.Close>
  );
}

export function Dialog({ open, onOpenChange, title, description, children, footer, className }: FloatProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={cn(OVERLAY, "z-(--z-dialog)")} />
        <Radix.Content
          className={cn(
            "float-in fixed top-1/2 left-1/2 z-(--z-dialog) flex max-h-[85dvh] w-[min(480px,calc(100vw-24px))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg bg-popover text-popover-foreground shadow-float",
            className,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 overflow-y-auto px-4 pb-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-border px-4 py-3">{footer}</div>}
          <Close />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A drawer is read before it is worked in: it takes the focus itself, not its first button. */
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** The same from the right edge, for looking closer without leaving the list; at most 480 px wide. */
export function Drawer({ open, onOpenChange, title, description, children, footer, className }: FloatProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={cn(OVERLAY, "z-(--z-drawer)")} />
        <Radix.Content
          onOpenAutoFocus={focusItself}
          className={cn(
            "drawer-in fixed inset-y-0 right-0 z-(--z-drawer) flex w-[min(480px,100vw)] flex-col border-l border-rule-strong bg-popover text-popover-foreground shadow-drawer outline-none",
            className,
          )}
        >
          <Head title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
          {footer && <div className="flex gap-2 border-t border-border px-4 py-3">{footer}</div>}
          <Close />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
