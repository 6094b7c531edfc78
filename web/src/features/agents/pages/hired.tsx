/** The agents that are hired here: at work or not, what they cost, how they are set. */
import { Link } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { HiredAgent } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { plural } from "@/lib/format";
import { useHiredAgents } from "../api";
import { AgentSettings } from "../components/agent-settings";
import { CatalogueSkeleton } from "../components/catalogue-skeleton";
import { HiredRow } from "../components/hired-row";
import { LettingGoProvider, useLettingGo } from "../components/letting-go";
import { RoomTabs } from "../components/room-tabs";

interface HiredPageProps {
  /** Whose settings are open. */
  settings: string | undefined;
  onSettings: (code: string | undefined) => void;
  onDossier: (code: string) => void;
}

export function HiredPage(props: HiredPageProps) {
  const org = useWorkplace().organization.slug;
  const hired = useHiredAgents();
  const open = hired.data?.items.find((agent) => agent.agent_code === props.settings);
  const toCatalogue = (
    <Button variant="primary" asChild>
      <Link to="/o/$org/agents" params={{ org }}>
        <UserPlus aria-hidden="true" /> Hire an agent
      </Link>
    </Button>
  );
  return (
    <LettingGoProvider>
      <Page
        crumbs={["Agents", "Hired"]}
        title="Agents"
        beside={<RoomTabs current="hired" />}
        actions={toCatalogue}
      >
        <Sheet className="shrink-0">
          <QueryPanel
            name="Hired agents"
            query={hired}
            skeleton={<CatalogueSkeleton />}
            isEmpty={(page) => page.items.length === 0}
            empty={
              <EmptyState title="Nobody is hired yet" level="h2" action={toCatalogue}>
                A hired agent takes work in chat, keeps its own settings and budget, and builds a record here.
              </EmptyState>
            }
          >
            {(page) => <HiredList agents={page.items} refreshing={hired.isRefetching} {...props} />}
          </QueryPanel>
        </Sheet>
        {open && <AgentSettings agent={open} onClose={() => props.onSettings(undefined)} />}
      </Page>
    </LettingGoProvider>
  );
}

interface HiredListProps extends HiredPageProps {
  agents: readonly HiredAgent[];
  refreshing: boolean;
}

function HiredList({ agents, refreshing, onSettings, onDossier }: HiredListProps) {
  const { hidden, letGo } = useLettingGo();
  const shown = agents.filter((agent) => !hidden.has(agent.agent_code));
  const working = shown.filter((agent) => agent.working_now > 0).length;
  return (
    <>
      <PanelHead
        title="Hired agents"
        aside={`${plural(shown.length, "agent")}, ${working === 0 ? "none at work now" : `${working} at work now`}`}
        refreshing={refreshing}
        className="border-b border-border"
      />
      <ul aria-label="Hired agents">
        {shown.map((agent) => (
          <HiredRow
            key={agent.agent_code}
            agent={agent}
            onSettings={() => onSettings(agent.agent_code)}
            onDossier={() => onDossier(agent.agent_code)}
            onLetGo={() => letGo(agent.agent_code)}
          />
        ))}
      </ul>
    </>
  );
}
