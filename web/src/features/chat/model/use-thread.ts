/** One conversation: its stored messages, answers on their way, and what can be done with them. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { toast } from "@/components/ui/toast";
import { useOrgPath } from "@/lib/auth";
import { refreshAfterAnswer, useSession } from "../api";
import {
  type Ask,
  type Hooks,
  isWriting,
  type LiveTurn,
  liveTurns,
  resumeAnswer,
  sendMessage,
  stopAnswer,
  subscribeToTurns,
} from "./live";
import { threadItems } from "./thread";

export function useLiveTurns(): readonly LiveTurn[] {
  return useSyncExternalStore(subscribeToTurns, liveTurns);
}

/** `draftKey` names the turn of a conversation that has no id yet. */
export function useThread(sessionId: string | null, draftKey: string | null = null) {
  const { org_id } = useOrgPath();
  const query = useSession(sessionId);
  const all = useLiveTurns();
  const turns = useMemo(
    () => all.filter((turn) => (sessionId ? turn.ask.sessionId === sessionId : turn.key === draftKey)),
    [all, sessionId, draftKey],
  );
  const session = query.data;
  const items = useMemo(() => threadItems(session?.messages ?? [], turns), [session, turns]);
  useResume(sessionId, session);
  const writing = turns.find(isWriting) ?? null;
  return {
    query,
    session,
    items,
    writing,
    stop: () => {
      if (!writing || writing.stopping) return;
      stopAnswer(org_id, writing.key).catch((error: unknown) => {
        toast.problem(error, "The answer was not stopped");
      });
    },
  };
}

/** Sends messages; what the pages show of agents, cost and tasks is read again when the answer has ended. */
export function useSendAsk() {
  const { org_id } = useOrgPath();
  const client = useQueryClient();
  return useCallback(
    (ask: Ask, hooks: Hooks = {}) =>
      sendMessage(org_id, ask, {
        ...hooks,
        onEnd: (turn) => {
          refreshAfterAnswer(client);
          hooks.onEnd?.(turn);
        },
      }),
    [org_id, client],
  );
}

/** An answer that was being written when the page was loaded goes on where it is. */
function useResume(sessionId: string | null, session: ReturnType<typeof useSession>["data"]): void {
  const { org_id } = useOrgPath();
  const client = useQueryClient();
  useEffect(() => {
    const running = session?.messages.find((message) => message.interaction?.status === "running");
    const interaction = running?.interaction;
    if (!session || !sessionId || !interaction) return;
    const asked = session.messages.findLast((message) => message.role === "user");
    const ask: Ask = {
      agentCode: session.agent_code,
      message: interaction.question,
      files: asked?.files ?? [],
      sessionId,
    };
    const onEnd = () => refreshAfterAnswer(client);
    resumeAnswer(org_id, ask, interaction.interaction_id, running.created_at, { onEnd });
  }, [org_id, client, sessionId, session]);
}
