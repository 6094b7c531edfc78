/** One conversation: its thread and composer, and the evidence rail beside it or, in a narrow window, over it. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Drawer } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { HiredAgent } from "@/lib/api";
import { useOrgPath, useWorkplace } from "@/lib/auth";
import { useCatalogue, useHiredAgents } from "@/lib/workforce";
import { seedSession } from "../api";
import type { Ask, AttachedFile } from "../model/live";
import type { Opening } from "../model/opening";
import type { AnswerItem } from "../model/thread";
import { useThread } from "../model/use-thread";
import { preloadMarkdown } from "./answer";
import { ConversationBar } from "./conversation-bar";
import { ConversationDesk } from "./conversation-desk";
import { Rail, type RailTab } from "./rail";
import { ThreadSkeleton } from "./thread-skeleton";
import { useChatKeys } from "./use-chat-keys";

interface ConversationProps {
  sessionId: string | null;
  opening: Opening;
  onList: () => void;
  onNew: (agent?: string) => void;
  onTitle: (title: string) => void;
}

export function Conversation({ sessionId, opening, onList, onNew, onTitle }: ConversationProps) {
  const { org_id } = useOrgPath();
  const org = useWorkplace().organization.slug;
  const client = useQueryClient();
  const navigate = useNavigate();
  const hired = useHiredAgents().data?.items;
  const [chosen, setChosen] = useState<string | null>(null);
  const [draftKey, setDraftKey] = useState<string | null>(null);
  const [handing, setHanding] = useState(false);
  const [source, setSource] = useState<{ key: string; n: number } | null>(null);
  const [tab, setTab] = useState<RailTab>("sources");
  const [railOpen, setRailOpen] = useState(false);
  const thread = useThread(sessionId, draftKey);
  const wanted = chosen ?? opening.agent ?? null;
  const code = thread.session?.agent_code ?? (sessionId === null ? agentFor(hired, wanted) : null);
  const agent = useCatalogue().data?.find((candidate) => candidate.code === code);

  useEffect(() => {
    onTitle(code ?? "");
  }, [onTitle, code]);
  useEffect(preloadMarkdown, []);

  const { send: sendAsk } = thread;
  const begin = useCallback(
    (ask: Ask) =>
      sendAsk(ask, (id) => {
        setHanding(false);
        seedSession(client, org_id, id, ask.agentCode, ask.message.slice(0, 60));
        void navigate({
          to: "/o/$org/chat/$session",
          params: { org, session: id },
          replace: ask.sessionId === null && sessionId === null,
        });
      }),
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
      begin({ agentCode: to, message, files, sessionId: null });
    },
    [begin],
  );
  const openSource = useCallback((key: string, n: number) => {
    setSource({ key, n });
    setTab("sources");
    setRailOpen(window.matchMedia("(max-width: 1279px)").matches);
  }, []);
  const retry = useCallback(({ message, files }: AnswerItem["asked"]) => send(message, files), [send]);
  useChatKeys({ writing: thread.writing !== null, onNew: () => onNew(), onStop: thread.stop });

  const answers = useMemo(
    () => thread.items.filter((item): item is AnswerItem => item.kind === "answer"),
    [thread.items],
  );
  const shown = answers.find((item) => item.key === source?.key) ?? answers.at(-1);
  const rail = (
    <Rail
      items={thread.items}
      answer={shown}
      currentSource={source && shown?.key === source.key ? source.n : null}
      tab={tab}
      onTab={setTab}
    />
  );
  const isLoading = sessionId !== null && thread.query.isPending;
  const failed = sessionId !== null && thread.query.error && !thread.session;
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_296px] max-xl:grid-cols-1">
      <section aria-label="Conversation" className="flex min-h-0 min-w-0 flex-col">
        <ConversationBar
          title={thread.session?.title ?? "New conversation"}
          sources={shown?.answer.citations.length ?? 0}
          onList={onList}
          onRail={() => setRailOpen(true)}
        />
        {failed ? (
          <ErrorPanel
            title="The conversation did not load"
            error={thread.query.error}
            onRetry={() => void thread.query.refetch()}
          />
        ) : isLoading ? (
          <ThreadSkeleton />
        ) : (
          <ConversationDesk
            thread={thread}
            sessionId={sessionId}
            code={code}
            agent={agent}
            hired={hired}
            opening={opening}
            current={source}
            busy={handing || thread.writing !== null}
            onChoose={setChosen}
            onSend={send}
            onOpenSource={openSource}
            onRetry={retry}
            onHandOver={handOver}
          />
        )}
      </section>
      <aside aria-label="Evidence" className="min-h-0 border-l border-border bg-card max-xl:hidden">
        {rail}
      </aside>
      <Drawer open={railOpen} onOpenChange={setRailOpen} title="Evidence" className="w-[min(400px,100vw)]">
        <div className="-mx-4">{rail}</div>
      </Drawer>
    </div>
  );
}

/** The agent that was chosen, else the one used last. */
function agentFor(hired: readonly HiredAgent[] | undefined, wanted: string | null): string | null {
  const lastUsed = hired?.toSorted((a, b) =>
    (b.statistics.last_used_at ?? "").localeCompare(a.statistics.last_used_at ?? ""),
  );
  const found = hired?.find((one) => one.agent_code === wanted) ?? lastUsed?.[0];
  return found?.agent_code ?? null;
}
