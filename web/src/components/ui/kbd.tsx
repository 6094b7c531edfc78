/** Key caps, hidden from assistive technology: the control's own name or aria-keyshortcuts says the same. */
import { keyCaps } from "@/lib/actions";
import { cn } from "@/lib/cn";

export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden="true" className={cn("inline-flex items-center gap-1 max-sm:hidden", className)}>
      {keyCaps(keys).map((cap) => (
        <kbd
          key={cap}
          className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-b-2 border-rule-strong bg-card px-1 font-sans text-xs leading-none font-medium text-muted-foreground [.btn_&]:h-4 [.btn_&]:min-w-4 [.btn_&]:border-b [.btn_&]:border-current [.btn_&]:bg-transparent [.btn_&]:text-inherit"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
