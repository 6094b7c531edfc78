/** One conversation: its thread and composer, and the evidence rail beside it or, in a narrow window, over it. */
import { type ReactNode, useEffect, useState } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import type { HiredAgent } from "@/lib/api";
import { useCatalogue, useHiredAgents } from "@/lib/workforce";
import { useSession } from "../api";
import type { Opening } from "../model/opening";
import { useSending } from "../model/use-sending";
import { useSendAsk, useThread } from "../model/use-thread";
import { preloadMarkdown } from "./answer";
import { ConversationBar } from "./conversation-bar";
import { ConversationDesk } from "./conversation-desk";
import { Evidence, useEvidence } from "./evidence";
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
  const hired = useHiredAgents().data?.items;
  const [chosen, setChosen] = useState<string | null>(null);
  const session = useSession(sessionId).data;
  const fresh = sessionId === null ? agentFor(hired, chosen ?? opening.agent) : null;
  const code = session?.agent_code ?? fresh;
  const agent = useCatalogue().data?.find((candidate) => candidate.code === code);
  const sending = useSending({ sessionId, code, sendAsk: useSendAsk() });
  const thread = useThread(sessionId, sending.draftKey);
  const evidence = useEvidence(thread.items);
  useChatKeys({ writing: thread.writing !== null, onNew: () => onNew(), onStop: thread.stop });
  useEffect(() => {
    onTitle(code ?? "");
  }, [onTitle, code]);
  useEffect(preloadMarkdown, []);
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_296px] max-xl:grid-cols-1">
      <section aria-label="Conversation" className="flex min-h-0 min-w-0 flex-col">
        <ConversationBar
          title={session?.title ?? "New conversation"}
          sources={evidence.count}
          onList={onList}
          onRail={() => evidence.setOpen(true)}
        />
        <Loaded thread={thread} sessionId={sessionId}>
          <ConversationDesk
            thread={thread}
            sessionId={sessionId}
            code={code}
            agent={agent}
            hired={hired}
            opening={opening}
            current={evidence.source}
            busy={sending.handing || thread.writing !== null}
            onChoose={setChosen}
            onSend={sending.send}
            onOpenSource={evidence.openSource}
            onRetry={sending.retry}
            onHandOver={sending.handOver}
          />
        </Loaded>
      </section>
      <Evidence evidence={evidence} />
    </div>
  );
}

interface LoadedProps {
  thread: ReturnType<typeof useThread>;
  sessionId: string | null;
  children: ReactNode;
}

/** The conversation once it is known: before that its skeleton, or why it did not load. */
function Loaded({ thread: { query, session }, sessionId, children }: LoadedProps) {
  if (sessionId === null || session) return children;
  if (!query.error) return <ThreadSkeleton />;
  return (
    <ErrorPanel
      title="The conversation did not load"
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  );
}

/** The agent that was chosen, else the one used last. */
function agentFor(hired: readonly HiredAgent[] | undefined, wanted: string | undefined): string | null {
  const lastUsed = hired?.toSorted((a, b) =>
    (b.statistics.last_used_at ?? "").localeCompare(a.statistics.last_used_at ?? ""),
  );
  const found = hired?.find((one) => one.agent_code === wanted) ?? lastUsed?.[0];
  return found?.agent_code ?? null;
}
