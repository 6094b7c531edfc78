/** What agents remember: short facts, whose they are, changed and removed by people. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Facet } from "@/components/ui/facet";
import { Select } from "@/components/ui/field";
import { useUndoableRemoval } from "@/components/ui/undo";
import type { Memory } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { useHiredAgents } from "@/lib/workforce";
import { type MemoryFilter, useDeleteMemory, useMemories } from "../api";
import { MemoryDialog } from "./memory-dialog";
import { MemoryRow, SCOPES } from "./memory-row";

interface MemoriesViewProps {
  filter: MemoryFilter;
  onFilter: (filter: MemoryFilter) => void;
}

export function MemoriesView({ filter, onFilter }: MemoriesViewProps) {
  const memories = useMemories(filter);
  const deletion = useDeleteMemory();
  const removal = useUndoableRemoval((id) => deletion.mutate(id));
  const [editing, setEditing] = useState<Memory | "new" | null>(null);
  const editable = useAllows("member");
  const items = memories.items.filter((memory) => !removal.hidden.has(memory.id));
  const filtered = filter.scope !== undefined || filter.agent_code !== undefined;
  return (
    <Sheet>
      <PanelHead
        title="Memories"
        aside={<span className="max-lg:hidden">facts agents take into every conversation</span>}
        refreshing={memories.query.isRefetching && !memories.query.isFetchingNextPage}
        end={
          editable && (
            <Button variant="primary" size="sm" onClick={() => setEditing("new")}>
              <Plus aria-hidden="true" /> Write one
            </Button>
          )
        }
      />
      <MemoryFilters filter={filter} onFilter={onFilter} />
      <QueryPanel
        name="Memories"
        query={memories.query}
        isEmpty={() => items.length === 0}
        empty={
          filtered ? (
            <EmptyState
              title="No memory passes this filter"
              className="border-t border-border"
              action={<Button onClick={() => onFilter({})}>Show all memories</Button>}
            >
              The others are only hidden by the filter.
            </EmptyState>
          ) : (
            <EmptyState
              title="Nothing remembered yet"
              className="border-t border-border"
              action={editable && <Button onClick={() => setEditing("new")}>Write a memory</Button>}
            >
              A memory is one sentence, such as “We never promise a delivery date.” Agents recall it and cite
              it like any source.
            </EmptyState>
          )
        }
      >
        {() => (
          <ul>
            {items.map((memory) => (
              <MemoryRow
                key={memory.id}
                memory={memory}
                onEdit={editable ? () => setEditing(memory) : undefined}
                onForget={editable ? () => removal.remove(memory.id, "Forgotten.") : undefined}
              />
            ))}
          </ul>
        )}
      </QueryPanel>
      <LoadMore query={memories.query} loaded={memories.items.length} of="memories" />
      {editing && (
        <MemoryDialog memory={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </Sheet>
  );
}

function MemoryFilters({ filter, onFilter }: MemoriesViewProps) {
  const hired = useHiredAgents().data?.items ?? [];
  const codes = [
    ...new Set([
      ...hired.map((agent) => agent.agent_code),
      ...(filter.agent_code ? [filter.agent_code] : []),
    ]),
  ];
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 px-3.5 pb-2.5">
      <legend className="sr-only">Whose memories</legend>
      {(Object.keys(SCOPES) as Memory["scope"][]).map((scope) => (
        <Facet key={scope} on={filter.scope === scope} onChange={(on) => onFilter(on ? { scope } : {})}>
          {SCOPES[scope]}
        </Facet>
      ))}
      <Select
        aria-label="Memories of the agent"
        value={filter.agent_code ?? ""}
        onChange={(event) =>
          onFilter(event.target.value ? { scope: "agent", agent_code: event.target.value } : {})
        }
        className="w-44 [&>select]:h-[26px] [&>select]:text-sm max-sm:[&>select]:h-8"
      >
        <option value="">Any agent</option>
        {codes.map((code) => (
          <option key={code}>{code}</option>
        ))}
      </Select>
    </fieldset>
  );
}
