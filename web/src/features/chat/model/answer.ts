/** An answer as it grows: a pure fold over the events of its stream, each event counted once. */
import type { Interaction, Source, SuggestedAgent, ToolCall } from "@/lib/api";
import type { StreamEvent } from "@/lib/stream";

export type AnswerStatus = Interaction["status"];
export type Failure = NonNullable<Interaction["error"]>;

export interface AnswerState {
  /** The last event that was counted; a repeated one changes nothing. */
  lastId: number;
  status: AnswerStatus;
  text: string;
  toolCalls: readonly ToolCall[];
  citations: readonly Source[];
  suggested: SuggestedAgent | null;
  error: Failure | null;
  /** The row of the log, known at the end. */
  interaction: Interaction | null;
}

export const NEW_ANSWER: AnswerState = {
  lastId: 0,
  status: "running",
  text: "",
  toolCalls: [],
  citations: [],
  suggested: null,
  error: null,
  interaction: null,
};

/** Puts an item where one of the same identity stood, or at the end. */
function placed<T>(items: readonly T[], item: T, same: (other: T) => boolean): T[] {
  const index = items.findIndex(same);
  return index < 0 ? [...items, item] : items.with(index, item);
}

function ended(state: AnswerState, interaction: Interaction): AnswerState {
  return {
    ...state,
    status: interaction.status,
    text: interaction.message,
    toolCalls: interaction.tool_calls,
    citations: interaction.citations,
    suggested: interaction.suggested_agent,
    error: interaction.error ?? null,
    interaction,
  };
}

function applyEvent(state: AnswerState, { event, data }: StreamEvent): AnswerState {
  switch (event) {
    case "delta":
      return { ...state, text: state.text + (data as { text: string }).text };
    case "tool_call": {
      const call = data as ToolCall;
      const toolCalls = placed(state.toolCalls, call, (other) => other.call_id === call.call_id);
      return { ...state, toolCalls };
    }
    case "citation": {
      const source = data as Source;
      const citations = placed(state.citations, source, (other) => other.n === source.n);
      return { ...state, citations: citations.toSorted((a, b) => a.n - b.n) };
    }
    case "referral":
      return { ...state, suggested: data as SuggestedAgent };
    case "done":
      return ended(state, data as Interaction);
    case "error":
      return withError(state, data as Failure);
    default:
      return state;
  }
}

function withError(state: AnswerState, error: Failure): AnswerState {
  const status = error.code === "interrupted" ? "interrupted" : "failed";
  const toolCalls = state.toolCalls.map((call) =>
    call.status === "running" ? { ...call, status: "failed" as const, summary: "Not finished" } : call,
  );
  return { ...state, status, error, toolCalls };
}

/** Counts a batch of events; those already counted are left out, so a resumed stream never doubles text. */
export function applyEvents(state: AnswerState, events: readonly StreamEvent[]): AnswerState {
  return events.reduce(
    (before, event) =>
      event.id <= before.lastId ? before : { ...applyEvent(before, event), lastId: event.id },
    state,
  );
}

/** The same from a stored message, for the parts that draw an answer. */
export function storedAnswer(text: string, interaction: Interaction): AnswerState {
  return { ...ended({ ...NEW_ANSWER }, interaction), text: interaction.message || text };
}

export const isRefusal = (error: { code: string } | null): boolean => error?.code === "budget_reached";
