/** What a conversation cost, as the sum of its answers. */
import type { ThreadItem } from "./thread";

export interface ConversationCost {
  turns: number;
  toolCalls: number;
  cached: number;
  unpriced: number;
  settledMicros: number;
  currency: string;
}

export function conversationCost(items: readonly ThreadItem[]): ConversationCost {
  const rows = items.flatMap((item) =>
    item.kind === "answer" && item.answer.interaction ? [item.answer.interaction] : [],
  );
  return {
    turns: rows.length,
    toolCalls: rows.reduce((sum, row) => sum + row.tool_calls.length, 0),
    cached: rows.filter((row) => row.cache_hit).length,
    unpriced: rows.filter((row) => row.cost_micros === null).length,
    settledMicros: rows.reduce((sum, row) => sum + (row.cost_micros ?? 0), 0),
    currency: rows[0]?.currency ?? "USD",
  };
}
