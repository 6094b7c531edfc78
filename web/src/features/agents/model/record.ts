/** What is known of an agent's work here; below 25 judgements a share would say more than is known. */
import { wilson } from "@/components/ui/interval-dot";
import type { HiredAgent } from "@/lib/api";

export const ENOUGH = 25;

export interface AgentRecord {
  up: number;
  judged: number;
  /** Null until there is enough. */
  share: { value: number; low: number; high: number } | null;
}

export function recordOf(hired: HiredAgent | undefined): AgentRecord {
  const up = hired?.statistics.feedback_up ?? 0;
  const judged = up + (hired?.statistics.feedback_down ?? 0);
  return { up, judged, share: judged >= ENOUGH ? wilson(up, judged) : null };
}
