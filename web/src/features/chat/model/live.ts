/**
 * Answers on their way. They live outside the pages, so that leaving a conversation does not end its answer, and one
 * conversation never holds two streams of the same interaction.
 */
import { type ApiProblem, api, asProblem, unwrap } from "@/lib/api";
import { followStream, type StreamEvent } from "@/lib/stream";
import { type AnswerState, applyEvents, NEW_ANSWER } from "./answer";

export interface AttachedFile {
  id: string;
  name: string;
  media_type: string;
}

export interface Ask {
  agentCode: string;
  message: string;
  files: readonly AttachedFile[];
  /** Null begins a conversation. */
  sessionId: string | null;
  outputFormat?: "text" | "markdown" | "table" | "json" | "slides";
}

export interface LiveTurn {
  key: string;
  ask: Ask;
  startedAt: string;
  interactionId: string | null;
  answer: AnswerState;
  /** The connection is lost and is being taken up again. */
  reconnecting: boolean;
  /** Stop was pressed, the server has not confirmed yet. */
  stopping: boolean;
  /** The server refused the message, or every attempt to reach it failed. */
  problem: ApiProblem | null;
}

export interface Hooks {
  onAccepted?: (sessionId: string) => void;
  onEnd?: (turn: LiveTurn) => void;
}

let turns: readonly LiveTurn[] = [];
let count = 0;
const listeners = new Set<() => void>();

export function liveTurns(): readonly LiveTurn[] {
  return turns;
}

export function subscribeToTurns(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: readonly LiveTurn[]): void {
  turns = next;
  for (const listener of listeners) listener();
}

function change(key: string, changed: (turn: LiveTurn) => Partial<LiveTurn>): void {
  set(turns.map((turn) => (turn.key === key ? { ...turn, ...changed(turn) } : turn)));
}

const find = (key: string) => turns.find((turn) => turn.key === key);
const streamUrl = (orgId: string, id: string) => `/v1/organizations/${orgId}/interactions/${id}/stream`;

function begin(ask: Ask, interactionId: string | null, startedAt: string): LiveTurn {
  count += 1;
  const rest = { reconnecting: false, stopping: false, problem: null, answer: NEW_ANSWER };
  const turn: LiveTurn = { key: `live-${count}`, ask, startedAt, interactionId, ...rest };
  set([...turns, turn]);
  return turn;
}

async function follow(
  orgId: string,
  key: string,
  start: { url: string; body: unknown } | undefined,
  hooks: Hooks,
): Promise<void> {
  const onEvents = (events: StreamEvent[]) =>
    change(key, ({ answer }) => ({ answer: applyEvents(answer, events), reconnecting: false }));
  const onOpen = (response: Response) => {
    const sessionId = response.headers.get("x-session-id");
    const interactionId = response.headers.get("x-interaction-id");
    change(key, () => ({ reconnecting: false }));
    if (!sessionId || !interactionId || find(key)?.interactionId) return;
    change(key, ({ ask }) => ({ interactionId, ask: { ...ask, sessionId } }));
    hooks.onAccepted?.(sessionId);
    // Stop was pressed before it was known what to stop.
    if (find(key)?.stopping) void stopAnswer(orgId, key).catch(() => undefined);
  };
  try {
    await followStream({
      start,
      resumeUrl: () => {
        const id = find(key)?.interactionId;
        return id ? streamUrl(orgId, id) : null;
      },
      onEvents,
      onOpen,
      onReconnect: () => change(key, () => ({ reconnecting: true })),
    });
  } catch (error) {
    change(key, () => ({ problem: asProblem(error), reconnecting: false }));
  }
  change(key, () => ({ stopping: false }));
  const turn = find(key);
  if (turn) hooks.onEnd?.(turn);
}

/** Sends a message and follows its answer. Returns the turn's key at once. */
export function sendMessage(orgId: string, ask: Ask, hooks: Hooks = {}): string {
  const turn = begin(ask, null, new Date().toISOString());
  const url = `/v1/organizations/${orgId}/agents/${encodeURIComponent(ask.agentCode)}/execute/stream`;
  const body = {
    message: ask.message,
    ...(ask.sessionId ? { session_id: ask.sessionId } : {}),
    file_ids: ask.files.map((file) => file.id),
    ...(ask.outputFormat ? { output_format: ask.outputFormat } : {}),
  };
  void follow(orgId, turn.key, { url, body }, hooks);
  return turn.key;
}

/** Takes up an answer that was running when the page was loaded; a second call changes nothing. */
export function resumeAnswer(
  orgId: string,
  ask: Ask,
  interactionId: string,
  startedAt: string,
  hooks: Hooks,
): void {
  const known = turns.find((turn) => turn.interactionId === interactionId);
  if (known && (known.problem === null || known.answer.status !== "running")) return;
  if (known) set(turns.filter((turn) => turn !== known));
  const turn = begin(ask, interactionId, startedAt);
  void follow(orgId, turn.key, undefined, hooks);
}

/** Stops an answer and its cost; the stream's last event brings what was kept. */
export async function stopAnswer(orgId: string, key: string): Promise<void> {
  change(key, () => ({ stopping: true }));
  const interaction_id = find(key)?.interactionId;
  if (!interaction_id) return;
  try {
    const path = { org_id: orgId, interaction_id };
    await unwrap(
      api.POST("/v1/organizations/{org_id}/interactions/{interaction_id}/cancel", { params: { path } }),
    );
  } catch (error) {
    change(key, () => ({ stopping: false }));
    throw error;
  }
}

export function dismissTurn(key: string): void {
  set(turns.filter((turn) => turn.key !== key));
}

/** True while an answer is being written. */
export const isWriting = (turn: LiveTurn): boolean =>
  turn.problem === null && turn.answer.status === "running";
