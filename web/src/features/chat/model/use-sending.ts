/** Sending in a conversation: a message, the same again, or a hand-over, which begins a conversation of its own. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { toast } from "@/components/ui/toast";
import { useOrgPath, useWorkplace } from "@/lib/auth";
import { seedSession } from "../api";
import { type Ask, type AttachedFile, dismissTurn, type LiveTurn } from "./live";
import type { AnswerItem } from "./thread";

const TITLE = 60;

type SendAsk = (
  ask: Ask,
  hooks?: { onAccepted?: (id: string) => void; onEnd?: (turn: LiveTurn) => void },
) => string;

interface Sending {
  sessionId: string | null;
  /** Whom the conversation is with, once that is known. */
  code: string | null;
  sendAsk: SendAsk;
}

export function useSending({ sessionId, code, sendAsk }: Sending) {
  const { org_id } = useOrgPath();
  const org = useWorkplace().organization.slug;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draftKey, setDraftKey] = useState<string | null>(null);
  const [handing, setHanding] = useState(false);

  const begin = useCallback(
    (ask: Ask, onEnd?: (turn: LiveTurn) => void) => {
      const onAccepted = (id: string) => {
        setHanding(false);
        seedSession(client, org_id, id, ask.agentCode, ask.message.slice(0, TITLE));
        const params = { org, session: id };
        void navigate({ to: "/o/$org/chat/$session", params, replace: sessionId === null });
      };
      return sendAsk(ask, { onAccepted, onEnd });
    },
    [sendAsk, client, org_id, org, navigate, sessionId],
  );

  const send = useCallback(
    (message: string, files: readonly AttachedFile[], outputFormat?: Ask["outputFormat"]) => {
      if (!code) return;
      const ask = { agentCode: code, message, files, sessionId, outputFormat };
      if (sessionId) sendAsk(ask);
      else setDraftKey(begin(ask));
    },
    [code, sessionId, sendAsk, begin],
  );

  const handOver = useCallback(
    (to: string, message: string, files: readonly AttachedFile[]) => {
      setHanding(true);
      begin({ agentCode: to, message, files, sessionId: null }, (turn) => {
        setHanding(false);
        if (turn.problem && !turn.interactionId) toast.problem(turn.problem, `${to} did not take it`);
      });
    },
    [begin],
  );

  const retry = useCallback(
    ({ live, interactionId, asked }: AnswerItem) => {
      // A message the server never took is replaced, not repeated.
      if (live && interactionId === null) dismissTurn(live.key);
      send(asked.message, asked.files);
    },
    [send],
  );

  return { draftKey, handing, send, handOver, retry };
}
