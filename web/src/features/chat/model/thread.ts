/** A conversation as it is drawn: stored messages, with answers on their way in their places. */
import type { Message } from "@/lib/api";
import { type AnswerState, storedAnswer } from "./answer";
import type { AttachedFile, LiveTurn } from "./live";

export interface Question {
  kind: "question";
  key: string;
  /** Null: the person who reads this. */
  author: string | null;
  text: string;
  files: readonly AttachedFile[];
  at: string;
}

export interface AnswerItem {
  kind: "answer";
  key: string;
  agentCode: string;
  at: string;
  answer: AnswerState;
  interactionId: string | null;
  live: LiveTurn | null;
  /** What asking again would send. */
  asked: { message: string; files: readonly AttachedFile[] };
}

export type ThreadItem = Question | AnswerItem;

/** A stored answer is preferred once it has ended: it is the same text, with its receipt. */
function answerOf(message: Message, live: LiveTurn | undefined): AnswerState {
  const { interaction } = message;
  const isEnded = interaction !== null && interaction.status !== "running";
  if (live && !(isEnded && live.answer.status !== "running")) {
    return live.problem && isEnded ? storedAnswer(message.text, interaction) : live.answer;
  }
  return interaction ? storedAnswer(message.text, interaction) : { ...emptyEnded, text: message.text };
}

const emptyEnded: AnswerState = {
  lastId: 0,
  status: "done",
  text: "",
  toolCalls: [],
  citations: [],
  suggested: null,
  error: null,
  interaction: null,
};

/** Items of messages that no stream touches: the same object as long as the message is the same. */
const settled = new WeakMap<Message, ThreadItem>();

function once(message: Message, turn: LiveTurn | undefined, make: () => ThreadItem): ThreadItem {
  const known = turn ? undefined : settled.get(message);
  if (known) return known;
  const item = make();
  if (!turn) settled.set(message, item);
  return item;
}

export function threadItems(messages: readonly Message[], turns: readonly LiveTurn[]): ThreadItem[] {
  const liveOf = (id: string | undefined) =>
    turns.find((turn) => id !== undefined && turn.interactionId === id);
  const stored = messages.map((message, index) =>
    message.role === "user"
      ? questionItem(message, liveOf(messages[index + 1]?.interaction?.interaction_id))
      : answerItem(message, messages.slice(0, index), liveOf(message.interaction?.interaction_id)),
  );
  const known = new Set(messages.map((message) => message.interaction?.interaction_id));
  const fresh = turns.filter((turn) => turn.interactionId === null || !known.has(turn.interactionId));
  return [...stored, ...fresh.flatMap(liveItems)];
}

function questionItem(message: Message, turn: LiveTurn | undefined): ThreadItem {
  const { author, text, files, created_at: at } = message;
  return once(message, turn, () => ({
    kind: "question",
    key: `${turn?.key ?? message.id}:q`,
    author,
    text,
    files,
    at,
  }));
}

function answerItem(message: Message, earlier: readonly Message[], turn: LiveTurn | undefined): ThreadItem {
  return once(message, turn, () => {
    const before = earlier.findLast((other) => other.role === "user");
    return {
      kind: "answer",
      key: `${turn?.key ?? message.id}:a`,
      agentCode: message.interaction?.agent_code ?? message.author,
      at: message.created_at,
      answer: answerOf(message, turn),
      interactionId: message.interaction?.interaction_id ?? null,
      live: turn ?? null,
      asked: { message: before?.text ?? message.interaction?.question ?? "", files: before?.files ?? [] },
    };
  });
}

function liveItems(turn: LiveTurn): ThreadItem[] {
  const { ask, key, startedAt: at } = turn;
  return [
    { kind: "question", key: `${key}:q`, author: null, text: ask.message, files: ask.files, at },
    {
      kind: "answer",
      key: `${key}:a`,
      agentCode: ask.agentCode,
      at,
      answer: turn.answer,
      interactionId: turn.interactionId,
      live: turn,
      asked: { message: ask.message, files: ask.files },
    },
  ];
}
