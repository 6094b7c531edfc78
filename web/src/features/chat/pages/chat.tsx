/** Chat: conversations, one thread, and what its answers stand on. */
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { Page } from "@/components/page/page";
import { Drawer } from "@/components/ui/dialog";
import { useWorkplace } from "@/lib/auth";
import { useWide } from "@/lib/wide";
import { Conversation } from "../components/conversation";
import { Conversations } from "../components/conversations";
import type { Opening } from "../model/opening";

interface ChatPageProps {
  /** Null: a conversation that has not begun. */
  session: string | null;
  opening: Opening;
}

export function ChatPage({ session, opening }: ChatPageProps) {
  const org = useWorkplace().organization.slug;
  const navigate = useNavigate();
  const isWide = useWide();
  const [listOpen, setListOpen] = useState(false);
  const [title, setTitle] = useState("");
  const toNew = useCallback(
    (agent?: string) => {
      setListOpen(false);
      void navigate({ to: "/o/$org/chat", params: { org }, search: agent ? { agent } : {} });
    },
    [navigate, org],
  );
  const list = (overlay: boolean) => (
    <Conversations
      current={session}
      onNew={() => toNew()}
      onGone={() => toNew()}
      onOpen={overlay ? () => setListOpen(false) : undefined}
      slashKey={!overlay}
    />
  );
  return (
    <Page crumbs={title ? ["Chat", title] : ["Chat"]} fill bare>
      <div className="grid min-h-0 flex-1 grid-cols-[236px_minmax(0,1fr)] max-lg:grid-cols-1">
        {isWide && <aside className="min-h-0 border-r border-border">{list(false)}</aside>}
        <Conversation
          key={session ?? "new"}
          sessionId={session}
          opening={opening}
          onList={() => setListOpen(true)}
          onNew={toNew}
          onTitle={setTitle}
        />
      </div>
      <Drawer
        open={listOpen && !isWide}
        onOpenChange={setListOpen}
        title="Conversations"
        className="w-[min(320px,90vw)]"
      >
        <div className="-mx-4 -mt-1">{list(true)}</div>
      </Drawer>
    </Page>
  );
}
