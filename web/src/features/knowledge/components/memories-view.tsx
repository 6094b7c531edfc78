/** What agents remember: short facts, whose they are, changed and removed by people. */
import { Brain, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { AgentCode } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { useUndoableRemoval } from "@/components/ui/undo";
import type { Memory } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { useDeleteMemory, useMemories } from "../api";
import { MemoryDialog } from "./memory-dialog";

export const SCOPES: Record<Memory["scope"], string> = {
  organization: "Everyone here",
  agent: "One agent",
  user: "Only you",
};

export function MemoriesView() {
  const memories = useMemories();
  const deletion = useDeleteMemory();
  const removal = useUndoableRemoval((id) => deletion.mutate(id));
  const [editing, setEditing] = useState<Memory | "new" | null>(null);
  const editable = useAllows("member");
  return (
    <Sheet>
      <PanelHead
        title="Memories"
        aside={<span className="max-sm:hidden">facts agents take into every conversation</span>}
        refreshing={memories.isRefetching}
        end={
          editable && (
            <Button variant="primary" size="sm" onClick={() => setEditing("new")}>
              <Plus aria-hidden="true" /> Write one
            </Button>
          )
        }
      />
      <QueryPanel
        name="Memories"
        query={memories}
        isEmpty={(page) => page.items.every((memory) => removal.hidden.has(memory.id))}
        empty={
          <EmptyState
            title="Nothing remembered yet"
            className="border-t border-border"
            action={editable && <Button onClick={() => setEditing("new")}>Write a memory</Button>}
          >
            A memory is one sentence, such as “We never promise a delivery date.” Agents recall it and cite it
            like any source.
          </EmptyState>
        }
      >
        {(page) => (
          <ul>
            {page.items
              .filter((memory) => !removal.hidden.has(memory.id))
              .map((memory) => (
                <li
                  key={memory.id}
                  className="flex min-h-[46px] items-center gap-3 border-t border-border px-3.5 py-1.5"
                >
                  <Brain aria-hidden="true" className="size-4 text-subtle-foreground" />
                  <p className="min-w-0 flex-1 text-pretty">{memory.text}</p>
                  {memory.agent_code ? (
                    <AgentCode code={memory.agent_code} className="text-sm" />
                  ) : (
                    <Tag>{SCOPES[memory.scope]}</Tag>
                  )}
                  <Time at={memory.created_at} className="text-sm text-subtle-foreground max-sm:hidden" />
                  {editable && (
                    <span className="flex">
                      <IconButton
                        small
                        icon={Pencil}
                        label="Change this memory"
                        onClick={() => setEditing(memory)}
                      />
                      <IconButton
                        small
                        icon={Trash2}
                        label="Forget this memory"
                        onClick={() => removal.remove(memory.id, "Forgotten.")}
                      />
                    </span>
                  )}
                </li>
              ))}
          </ul>
        )}
      </QueryPanel>
      {editing && (
        <MemoryDialog memory={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </Sheet>
  );
}
