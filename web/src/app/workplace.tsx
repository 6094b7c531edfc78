/** Everything under /o/$org: who you are there, the shell around the pages, and the figures beside the rooms. */
import { Outlet, useNavigate } from "@tanstack/react-router";
import { MessageSquareText } from "lucide-react";
import { useEffect, useMemo } from "react";
import { AppShell } from "@/components/page/app-shell";
import { useHiredAgents } from "@/features/agents/api";
import { useOpenTaskCount } from "@/features/inbox/api";
import { useSpendToday } from "@/features/settings/llm-api";
import { type Action, useActionList } from "@/lib/actions";
import type { HiredAgent } from "@/lib/api";
import { isSignedOut, useMe, useWorkplace, WorkplaceContext, workplaceOf } from "@/lib/auth";
import { NoPlacePage, RouteErrorPage } from "./failure-pages";
import { Opening } from "./opening";

export function Workplace({ slug }: { slug: string }) {
  const me = useMe();
  const workplace = useMemo(() => me.data && workplaceOf(me.data, slug), [me.data, slug]);
  if (isSignedOut(me.error)) return <SignInFirst />;
  if (me.error) return <RouteErrorPage error={me.error} reset={() => void me.refetch()} />;
  if (!me.data) return <Opening />;
  if (!workplace) return <NoPlacePage slug={slug} />;
  return (
    <WorkplaceContext value={workplace}>
      <Shell />
    </WorkplaceContext>
  );
}

/** Sends the reader to sign in, once, and back to this address afterwards. */
function SignInFirst() {
  const navigate = useNavigate();
  useEffect(() => {
    const next = window.location.pathname + window.location.search;
    void navigate({ to: "/sign-in", search: { next }, replace: true });
  }, [navigate]);
  return <Opening />;
}

function Shell() {
  const open = useOpenTaskCount();
  const hired = useHiredAgents().data?.items;
  const spend = useSpendToday();
  useChatActions(hired);
  const counts = { inbox: { count: open, need: true }, agents: { count: hired?.length ?? 0 } };
  return (
    <AppShell counts={counts} spend={spend}>
      <Outlet />
    </AppShell>
  );
}

/** "Chat with QUALIFIER-01" for each hired agent, in the palette. */
function useChatActions(hired: readonly HiredAgent[] | undefined): void {
  const navigate = useNavigate();
  const org = useWorkplace().organization.slug;
  const actions = useMemo<Action[]>(
    () =>
      (hired ?? []).map((agent) => ({
        id: `chat:${agent.agent_code}`,
        label: `Chat with ${agent.agent_code}`,
        group: "Agents",
        icon: MessageSquareText,
        keywords: `${agent.name} ask give work`,
        run: () =>
          void navigate({ to: "/o/$org/chat", params: { org }, search: { agent: agent.agent_code } }),
      })),
    [hired, navigate, org],
  );
  useActionList(actions);
}
