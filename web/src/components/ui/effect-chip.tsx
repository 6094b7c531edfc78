/** What a tool does to the world: outlined stays inside, filled leaves, hatched in the sandbox. */
import { Coins, Eye, PencilLine, Send } from "lucide-react";
import { cn } from "@/lib/cn";

const ICONS = { read: Eye, write: PencilLine, send: Send, spend: Coins } as const;

export type Effect = keyof typeof ICONS;

/** `live` keeps the fill solid under a sandbox texture, for a tool whose integration is live. */
export function EffectChip({
  effect,
  live,
  className,
}: {
  effect: Effect;
  live?: boolean;
  className?: string;
}) {
  const Icon = ICONS[effect];
  return (
    <span className={cn(`effect effect-${effect}`, live && "effect-live", className)}>
      <Icon aria-hidden="true" className="size-3 [stroke-width:2]" />
      {effect}
    </span>
  );
}
