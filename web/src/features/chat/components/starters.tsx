/** A conversation that has not begun: whom to ask, and what this agent is good for. */
import { Link } from "@tanstack/react-router";
import { MessageSquareText, Paperclip, UserPlus } from "lucide-react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Agent, HiredAgent } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { cn } from "@/lib/cn";

export interface Sample {
  ask: string;
  files: readonly string[];
}

interface StartersProps {
  hired: readonly HiredAgent[] | undefined;
  agent: Agent | undefined;
  code: string | null;
  onChoose: (code: string) => void;
  onSample: (sample: Sample) => void;
}

export function Starters({ hired, agent, code, onChoose, onSample }: StartersProps) {
  const org = useWorkplace().organization.slug;
  if (!hired) return <SkeletonRows rows={4} label="Loading agents" />;
  if (hired.length === 0) {
    return (
      <EmptyState
        level="h2"
        title="Nobody to ask yet"
        action={
          <Button variant="primary" asChild>
            <Link to="/o/$org/agents" params={{ org }}>
              <UserPlus aria-hidden="true" /> Hire an agent
            </Link>
          </Button>
        }
      >
        A conversation is with one hired agent. Hire the first one from the catalogue, then give it work here.
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto my-auto w-full max-w-[640px] py-6">
      <h2 className="text-lg font-semibold">Who should do it</h2>
      <div
        role="radiogroup"
        aria-label="Agent"
        className="mt-2 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-border bg-border max-sm:grid-cols-1"
      >
        {hired.map((one) => (
          // biome-ignore lint/a11y/useSemanticElements: a button that works as a radio keeps the row's layout.
          <button
            key={one.agent_code}
            type="button"
            role="radio"
            aria-checked={one.agent_code === code}
            onClick={() => onChoose(one.agent_code)}
            className={cn(
              "flex min-h-[46px] items-center gap-2.5 bg-card px-3 py-2 text-left hover:bg-accent",
              one.agent_code === code && "bg-accent shadow-[inset_2px_0_0_var(--primary)]",
            )}
          >
            <AgentPlate icon={one.icon} idle={one.agent_code !== code} />
            <span className="min-w-0 leading-[1.35]">
              <AgentCode code={one.agent_code} />
              <span className="block truncate text-sm text-subtle-foreground">{one.name}</span>
            </span>
          </button>
        ))}
        {hired.length % 2 === 1 && <span aria-hidden="true" className="bg-card max-sm:hidden" />}
      </div>
      {agent && <Samples agent={agent} onSample={onSample} />}
    </div>
  );
}

function Samples({ agent, onSample }: { agent: Agent; onSample: (sample: Sample) => void }) {
  return (
    <>
      <h2 className="mt-5 text-lg font-semibold">
        Try <AgentCode code={agent.code} /> on this
      </h2>
      <ul className="mt-1">
        {agent.sample_tasks.map((task) => (
          <li key={task.title} className="border-t border-border first:border-t-0">
            <button
              type="button"
              onClick={() => onSample({ ask: task.ask, files: task.files ?? [] })}
              className="flex min-h-10 w-full items-center gap-2.5 rounded-sm px-1 py-1.5 text-left hover:bg-accent"
            >
              <MessageSquareText aria-hidden="true" className="size-4 text-subtle-foreground" />
              <span className="min-w-0 flex-1 text-pretty">{task.ask}</span>
              {(task.files ?? []).length > 0 && (
                <span className="flex shrink-0 items-center gap-1 text-sm text-subtle-foreground max-sm:hidden">
                  <Paperclip aria-hidden="true" className="size-3.5" /> {(task.files ?? []).join(", ")}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
