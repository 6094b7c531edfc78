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

export function threadItems(messages: readonly Message[], turns: readonly LiveTurn[]): ThreadItem[] {
  const liveOf = (id: string | undefined) =>
    turns.find((turn) => id !== undefined && turn.interactionId === id);
  const stored = messages.flatMap((message, index): ThreadItem[] => {
    if (message.role === "user") {
      const turn = liveOf(messages[index + 1]?.interaction?.interaction_id);
      const { author, text, files, created_at: at } = message;
      return [{ kind: "question", key: `${turn?.key ?? message.id}:q`, author, text, files, at }];
    }
    const id = message.interaction?.interaction_id;
    const turn = liveOf(id);
    const before = messages.slice(0, index).findLast((other) => other.role === "user");
    return [
      {
        kind: "answer",
        key: `${turn?.key ?? message.id}:a`,
        agentCode: message.interaction?.agent_code ?? message.author,
        at: message.created_at,
        answer: answerOf(message, turn),
        interactionId: id ?? null,
        live: turn ?? null,
        asked: { message: before?.text ?? message.interaction?.question ?? "", files: before?.files ?? [] },
      },
    ];
  });
  const known = new Set(messages.map((message) => message.interaction?.interaction_id));
  const fresh = turns.filter((turn) => turn.interactionId === null || !known.has(turn.interactionId));
  return [...stored, ...fresh.flatMap(liveItems)];
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
