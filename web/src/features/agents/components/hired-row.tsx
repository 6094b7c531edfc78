/** One hired agent: what it does now, when it was last used, what it cost, its record. */
import { Link } from "@tanstack/react-router";
import { Ellipsis, IdCard, MessageSquareText, Settings2, UserMinus } from "lucide-react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Money } from "@/components/ui/money";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { HiredAgent } from "@/lib/api";
import { useAllows, useWorkplace } from "@/lib/auth";
import { plural } from "@/lib/format";
import { recordOf } from "../model/record";
import { RecordLine } from "./record-line";

interface HiredRowProps {
  agent: HiredAgent;
  onSettings: () => void;
  onDossier: () => void;
  onLetGo: () => void;
}

export function HiredRow({ agent, onSettings, onDossier, onLetGo }: HiredRowProps) {
  const org = useWorkplace().organization.slug;
  const mayChange = useAllows("admin");
  const { statistics } = agent;
  const items = [
    { id: "settings", label: "Settings", icon: Settings2, onSelect: onSettings },
    { id: "dossier", label: "Dossier", icon: IdCard, onSelect: onDossier },
    ...(mayChange
      ? ([
          "separator",
          { id: "go", label: "Let go", icon: UserMinus, danger: true, onSelect: onLetGo },
        ] as const)
      : []),
  ];
  return (
    <li className="grid min-h-[64px] grid-cols-[44px_minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-border px-3.5 py-2.5 first:border-t-0 max-lg:grid-cols-[44px_minmax(0,1fr)_auto]">
      <AgentPlate icon={agent.icon} size="lg" idle={agent.working_now === 0} />
      <div className="min-w-0 leading-[1.4]">
        <h3 className="flex flex-wrap items-baseline gap-x-1.5 font-normal">
          <AgentCode code={agent.agent_code} /> <span className="text-muted-foreground">{agent.name}</span>
        </h3>
        <p className="truncate text-sm text-subtle-foreground">
          {agent.model ?? "the router's model"}
          {agent.settings.instructions ? ", own instructions" : ""}
        </p>
      </div>
      <div className="min-w-0 text-sm leading-[1.5] max-lg:order-last max-lg:col-start-2">
        {agent.working_now > 0 ? (
          <StatusMark status="running">Working on {plural(agent.working_now, "task")}</StatusMark>
        ) : (
          <span className="text-muted-foreground">
            {statistics.last_used_at ? (
              <>
                Last used <Time at={statistics.last_used_at} />
              </>
            ) : (
              "Not used yet"
            )}
          </span>
        )}
        <div>
          <RecordLine record={recordOf(agent)} />
        </div>
      </div>
      <div className="text-sm leading-[1.5] text-muted-foreground max-lg:order-last max-lg:col-start-2">
        <p>
          <Money micros={statistics.cost_micros} /> for {plural(statistics.interactions, "answer")}
        </p>
        <p className="text-subtle-foreground">
          {statistics.median_cost_micros === null ? (
            "cost per task unknown"
          ) : (
            <>
              <Money micros={statistics.median_cost_micros} /> a task, median
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button asChild>
          <Link to="/o/$org/chat" params={{ org }} search={{ agent: agent.agent_code }}>
            <MessageSquareText aria-hidden="true" /> Chat
          </Link>
        </Button>
        <Menu
          align="end"
          items={items}
          trigger={<IconButton icon={Ellipsis} label={`More for ${agent.agent_code}`} />}
        />
      </div>
    </li>
  );
}
