import { describe, expect, it } from "vitest";
import type { Interaction, Message } from "@/lib/api";
import { applyEvents, NEW_ANSWER } from "./answer";
import type { LiveTurn } from "./live";
import { threadItems } from "./thread";

const row = (status: Interaction["status"], message = ""): Interaction =>
  ({
    interaction_id: "i1",
    agent_code: "DATA-02",
    question: "What moved?",
    status,
    message,
    citations: [],
    tool_calls: [],
    suggested_agent: null,
    error: null,
  }) as unknown as Interaction;

const messages = (answer: Interaction): Message[] => [
  {
    id: "m1",
    role: "user",
    text: "What moved?",
    author: "Mara",
    created_at: "2026-11-21T10:00:00Z",
    files: [],
    interaction: null,
  },
  {
    id: "m2",
    role: "agent",
    text: answer.message,
    author: "DATA-02",
    created_at: "2026-11-21T10:00:01Z",
    files: [],
    interaction: answer,
  },
];

const live = (text: string, extra: Partial<LiveTurn> = {}): LiveTurn => ({
  key: "live-1",
  ask: { agentCode: "DATA-02", message: "What moved?", files: [], sessionId: "s1" },
  startedAt: "2026-11-21T10:00:00Z",
  interactionId: "i1",
  answer: applyEvents(NEW_ANSWER, [{ id: 1, event: "delta", data: { text } }]),
  reconnecting: false,
  stopping: false,
  problem: null,
  ...extra,
});

const texts = (items: ReturnType<typeof threadItems>) =>
  items.map((item) => (item.kind === "question" ? item.text : item.answer.text));

describe("a conversation as it is drawn", () => {
  it("shows an answer on its way in the place of its stored message, once", () => {
    const items = threadItems(messages(row("running")), [live("Revenue")]);
    expect(texts(items)).toEqual(["What moved?", "Revenue"]);
    expect(items.map(({ key }) => key)).toEqual(["live-1:q", "live-1:a"]);
  });

  it("shows a message that the server has not listed yet", () => {
    expect(texts(threadItems([], [live("Reve", { interactionId: null })]))).toEqual(["What moved?", "Reve"]);
  });

  it("prefers the stored answer once both have ended, under the same key", () => {
    const ended = live("Rev");
    const done = { ...ended, answer: { ...ended.answer, status: "done" as const } };
    const items = threadItems(messages(row("done", "Revenue fell.")), [done]);
    expect(texts(items)).toEqual(["What moved?", "Revenue fell."]);
    expect(items[1]?.key).toBe("live-1:a");
  });

  it("takes the stored answer when the connection was lost for good", () => {
    const lost = live("Rev", { problem: new Error("lost") as unknown as LiveTurn["problem"] });
    expect(texts(threadItems(messages(row("done", "Revenue fell.")), [lost]))).toEqual([
      "What moved?",
      "Revenue fell.",
    ]);
  });

  it("keeps the same object for a message that has not changed", () => {
    const stored = messages(row("done", "Revenue fell."));
    expect(threadItems(stored, [])[1]).toBe(threadItems(stored, [])[1]);
  });
});
