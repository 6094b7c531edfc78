/** One memory: the fact, who recalls it, where it came from. */
import { Link } from "@tanstack/react-router";
import { Building2, Pencil, Trash2, UserRound } from "lucide-react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { IconButton } from "@/components/ui/icon-button";
import { Time } from "@/components/ui/time";
import type { Memory } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { useMemberChoices } from "@/lib/people";
import { useAgentFace } from "@/lib/workforce";

export const SCOPES: Record<Memory["scope"], string> = {
  organization: "Everyone here",
  agent: "One agent",
  user: "Only you",
};

interface MemoryRowProps {
  memory: Memory;
  onEdit?: () => void;
  onForget?: () => void;
}

export function MemoryRow({ memory, onEdit, onForget }: MemoryRowProps) {
  return (
    <li className="grid min-h-[54px] grid-cols-[22px_minmax(0,1fr)_auto] items-start gap-x-3 border-t border-border px-3.5 py-2.5">
      <ScopeMark memory={memory} />
      <div className="min-w-0 leading-[1.4]">
        <p className="text-pretty">{memory.text}</p>
        <p className="flex flex-wrap items-baseline gap-x-1 text-sm text-subtle-foreground">
          {memory.agent_code ? (
            <AgentCode code={memory.agent_code} className="text-muted-foreground" />
          ) : (
            <span className="text-muted-foreground">{SCOPES[memory.scope]}</span>
          )}
          <Written memory={memory} />
        </p>
      </div>
      {onEdit && onForget && (
        <span className="flex">
          <IconButton small icon={Pencil} label="Change this memory" onClick={onEdit} />
          <IconButton small icon={Trash2} label="Forget this memory" onClick={onForget} />
        </span>
      )}
    </li>
  );
}

function ScopeMark({ memory }: { memory: Memory }) {
  const face = useAgentFace();
  if (memory.agent_code) return <AgentPlate icon={face(memory.agent_code).icon} size="sm" idle />;
  const Icon = memory.scope === "user" ? UserRound : Building2;
  return <Icon aria-hidden="true" className="mx-[3px] mt-0.5 size-4 text-subtle-foreground" />;
}

function Written({ memory }: { memory: Memory }) {
  const org = useWorkplace().organization.slug;
  const members = useMemberChoices();
  const [kind, id] = memory.created_by.split(":");
  const person = members.find(({ user }) => user.id === id)?.user.name;
  const author = kind === "agent" ? id : person;
  return (
    <>
      <span>
        {author ? `written by ${author}, ` : "written "}
        <Time at={memory.updated_at} />
      </span>
      {memory.source_interaction_id && (
        <Link
          to="/o/$org/log"
          params={{ org }}
          search={{ open: memory.source_interaction_id }}
          className="text-primary-text underline-offset-2 hover:underline"
        >
          from this answer
        </Link>
      )}
    </>
  );
}
