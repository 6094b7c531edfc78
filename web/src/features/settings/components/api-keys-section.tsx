/** Keys for programs: named, limited to scopes, revealed once. */
import { KeyRound, Trash2 } from "lucide-react";
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/lib/api";
import { useApiKeys, useDeleteApiKey } from "../api";
import { CreateApiKey } from "./create-api-key";
import { Block } from "./section";

export default function ApiKeysSection() {
  const keys = useApiKeys();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <KeyRound aria-hidden="true" /> Create a key
    </Button>
  );
  return (
    <>
      <Block
        title="API keys"
        text={
          <>
            A program sends its key as <span className="mono">Authorization: Bearer</span>. It may do what its
            scopes say, and no more.
          </>
        }
        action={create}
      />
      <QueryPanel
        name="API keys"
        query={keys.query}
        isEmpty={() => keys.items.length === 0}
        empty={
          <EmptyState title="No keys yet" className="border-t border-border px-4">
            Create one to let a program chat with hired agents, upload files or read the log.
          </EmptyState>
        }
      >
        {() => (
          <ul>
            {keys.items.map((key) => (
              <KeyRow key={key.id} item={key} />
            ))}
          </ul>
        )}
      </QueryPanel>
      <LoadMore query={keys.query} loaded={keys.items.length} of="keys" />
      <CreateApiKey open={creating} onOpenChange={setCreating} />
    </>
  );
}

function KeyRow({ item }: { item: ApiKey }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteApiKey();
  const confirm = () =>
    remove.mutate(item.id, {
      onSuccess: () => toast.plain(`Key “${item.name}” no longer opens anything.`),
      onError: (error) => toast.problem(error, "The key was not revoked"),
      onSettled: () => setAsking(false),
    });
  return (
    <li className="flex min-h-[46px] items-center gap-2.5 border-t border-border px-4 py-1.5 max-sm:px-3">
      <KeyRound aria-hidden="true" className="size-4 text-subtle-foreground" />
      <div className="min-w-0 flex-1">
        <div className="truncate font-medium">{item.name}</div>
        <div className="flex flex-wrap gap-1 pt-0.5">
          {item.scopes.map((scope) => (
            <Tag key={scope} tone={scope === "*" ? "attention" : "plain"}>
              {scope === "*" ? "everything" : scope}
            </Tag>
          ))}
        </div>
      </div>
      <span className="text-sm text-subtle-foreground max-sm:hidden">
        created <Time at={item.created_at} />
      </span>
      <IconButton icon={Trash2} label={`Revoke ${item.name}`} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke “${item.name}”?`}
        verb="Revoke"
        busy={remove.isPending}
        onConfirm={confirm}
      >
        Programs that use it are refused from the next call on. A revoked key cannot be brought back.
      </ConfirmDialog>
    </li>
  );
}
