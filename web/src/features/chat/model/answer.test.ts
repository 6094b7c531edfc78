import { describe, expect, it } from "vitest";
import type { Interaction, ToolCall } from "@/lib/api";
import type { StreamEvent } from "@/lib/stream";
import { applyEvents, isRefusal, NEW_ANSWER, storedAnswer } from "./answer";

const call = (status: ToolCall["status"], extra: Partial<ToolCall> = {}): ToolCall => ({
  call_id: "c1",
  name: "knowledge.search",
  effect: "read",
  status,
  arguments: { query: "tiers" },
  summary: "",
  duration_ms: null,
  ...extra,
});

const source = (n: number) => ({
  n,
  kind: "document" as const,
  title: `Source ${n}`,
  locator: "",
  excerpt: "",
  file_id: null,
  document_id: null,
  url: null,
  date: null,
});

const interaction: Interaction = {
  message: "Call Saltwater first [1].",
  session_id: "s1",
  interaction_id: "i1",
  agent_code: "QUALIFIER-01",
  status: "done",
  model: "sandbox-1",
  provider: "sandbox_model",
  simulated: true,
  tokens: { input: 10, output: 5 },
  cost_micros: 4200,
  currency: "USD",
  latency_ms: 2100,
  first_token_ms: 300,
  cache_hit: false,
  citations: [source(1)],
  docs_used: 1,
  memories_used: 0,
  search_used: false,
  tool_calls: [call("done", { summary: "3 passages", duration_ms: 42 })],
  referral_triggered: false,
  suggested_agent: null,
  trace_id: "t1",
  question: "Who first?",
  actor: "user",
  file_ids: [],
  output_format: "markdown",
  error: null,
  feedback: null,
  feedback_reason: null,
  started_at: "2026-11-21T10:00:00Z",
  finished_at: "2026-11-21T10:00:02Z",
};

const STREAM: StreamEvent[] = [
  { id: 1, event: "tool_call", data: call("running") },
  { id: 2, event: "tool_call", data: call("done", { summary: "3 passages", duration_ms: 42 }) },
  { id: 3, event: "delta", data: { text: "Call Salt" } },
  { id: 4, event: "delta", data: { text: "water first [1]." } },
  { id: 5, event: "citation", data: source(1) },
  { id: 6, event: "done", data: interaction },
];

describe("an answer as it grows", () => {
  it("adds up text and takes the row of the log at the end", () => {
    const half = applyEvents(NEW_ANSWER, STREAM.slice(0, 3));
    expect(half).toMatchObject({ status: "running", text: "Call Salt", lastId: 3, interaction: null });
    const whole = applyEvents(half, STREAM.slice(3));
    expect(whole).toMatchObject({ status: "done", text: interaction.message, interaction });
  });

  it("is the same however the events are cut into batches", () => {
    const atOnce = applyEvents(NEW_ANSWER, STREAM);
    const oneByOne = STREAM.reduce((state, event) => applyEvents(state, [event]), NEW_ANSWER);
    expect(oneByOne).toEqual(atOnce);
  });

  it("counts no event twice when a resumed stream repeats some", () => {
    const before = applyEvents(NEW_ANSWER, STREAM.slice(0, 4));
    const resumed = applyEvents(before, STREAM.slice(1, 5));
    expect(resumed.text).toBe("Call Saltwater first [1].");
    expect(resumed.toolCalls).toHaveLength(1);
    expect(resumed.lastId).toBe(5);
  });

  it("turns one tool card from running to done, in its place", () => {
    const running = applyEvents(NEW_ANSWER, STREAM.slice(0, 1));
    expect(running.toolCalls[0]?.status).toBe("running");
    const done = applyEvents(running, STREAM.slice(1, 2));
    expect(done.toolCalls).toEqual([call("done", { summary: "3 passages", duration_ms: 42 })]);
  });

  it("keeps sources in the order of their numbers, each once", () => {
    const events = [3, 1, 3].map((n, index) => ({ id: index + 1, event: "citation", data: source(n) }));
    expect(applyEvents(NEW_ANSWER, events).citations.map(({ n }) => n)).toEqual([1, 3]);
  });

  it("keeps the partial text when it is stopped or fails", () => {
    const partial = applyEvents(NEW_ANSWER, STREAM.slice(0, 3));
    const stopped = applyEvents(partial, [
      { id: 4, event: "done", data: { ...interaction, status: "cancelled", message: "Call Salt" } },
    ]);
    expect(stopped).toMatchObject({ status: "cancelled", text: "Call Salt" });
    const error = { code: "model_failed", title: "x", detail: "y", fix: "", error_id: "e1", retryable: true };
    const failed = applyEvents(partial, [{ id: 4, event: "error", data: error }]);
    expect(failed).toMatchObject({ status: "failed", text: "Call Salt", error });
  });

  it("leaves no tool running after a failure", () => {
    const error = { code: "interrupted", title: "x", detail: "y", fix: "", error_id: "e1", retryable: true };
    const state = applyEvents(
      NEW_ANSWER,
      [STREAM[0], { id: 2, event: "error", data: error }].filter((e) => e !== undefined),
    );
    expect(state.status).toBe("interrupted");
    expect(state.toolCalls[0]?.status).toBe("failed");
  });

  it("ignores events it does not know", () => {
    const state = applyEvents(NEW_ANSWER, [{ id: 1, event: "usage", data: { cost_micros: 1 } }]);
    expect(state).toEqual({ ...NEW_ANSWER, lastId: 1 });
  });

  it("reads a stored answer into the same form", () => {
    expect(storedAnswer("", interaction)).toMatchObject({ status: "done", text: interaction.message });
  });

  it("calls only a reached budget a refusal", () => {
    expect(isRefusal({ code: "budget_reached" })).toBe(true);
    expect(isRefusal({ code: "model_failed" })).toBe(false);
    expect(isRefusal(null)).toBe(false);
  });
});
