/** What was remembered: memories the answer cites, and what agents keep in mind here. */
import { Link } from "@tanstack/react-router";
import { Brain } from "lucide-react";
import { QueryPanel } from "@/components/page/query-panel";
import { EmptyState } from "@/components/ui/empty-state";
import type { Interaction, Memory, Source } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { plural } from "@/lib/format";
import { useMemories } from "../api";

const SCOPES: Record<string, string> = { organization: "for all", agent: "for this agent", user: "yours" };

interface RailMemoryProps {
  interaction: Interaction | null;
  sources: readonly Source[];
}

export function RailMemory({ interaction, sources }: RailMemoryProps) {
  const memories = useMemories();
  const cited = sources.filter((source) => source.kind === "memory");
  const fits = (memory: Memory) => !memory.agent_code || memory.agent_code === interaction?.agent_code;
  return (
    <div className="py-2.5">
      {interaction && (
        <p className="px-3.5 pb-2 text-sm text-muted-foreground">
          {interaction.memories_used === 0
            ? "No memory went into this answer."
            : `${plural(interaction.memories_used, "memory", "memories")} went into this answer, ${cited.length || "none"} quoted.`}
        </p>
      )}
      <QueryPanel
        name="Memories"
        query={memories}
        isEmpty={(page) => !page.items.some(fits)}
        empty={
          <EmptyState title="Nothing remembered yet" action={<MemoriesLink />}>
            Facts kept here go into every fitting answer, so nobody has to say them twice.
          </EmptyState>
        }
      >
        {(page) => (
          <>
            <h3 className="px-3.5 pt-1 pb-1 font-semibold">Kept in mind</h3>
            <ul>
              {page.items.filter(fits).map((memory) => (
                <li key={memory.id} className="flex gap-2 px-3.5 py-1.5 text-sm">
                  <Brain aria-hidden="true" className="mt-px size-3.5 text-subtle-foreground" />
                  <span className="min-w-0 flex-1 text-pretty">{memory.text}</span>
                  <span className="text-xs text-subtle-foreground">
                    {SCOPES[memory.scope] ?? memory.scope}
                  </span>
                </li>
              ))}
            </ul>
            <p className="px-3.5 pt-2">
              <MemoriesLink />
            </p>
          </>
        )}
      </QueryPanel>
    </div>
  );
}

function MemoriesLink() {
  const org = useWorkplace().organization.slug;
  return (
    <Link
      to="/o/$org/knowledge"
      params={{ org }}
      search={{ view: "memories" }}
      className="text-sm font-medium text-primary-text hover:underline"
    >
      All memories
    </Link>
  );
}
