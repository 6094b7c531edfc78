/** A short name for a control, with its shortcut. Never the only place a fact is written. */
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { keyCaps } from "@/lib/actions";

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400}>{children}</Radix.Provider>
);

export function Tooltip({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="float-in z-(--z-palette) max-w-72 rounded-sm bg-inverse px-2 py-1 text-sm text-inverse-foreground"
        >
          {text}
          {keys && <span className="ml-2 tabular-nums opacity-75">{keyCaps(keys).join(" ")}</span>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
