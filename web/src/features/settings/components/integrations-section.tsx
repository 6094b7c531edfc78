/** Connections to the outside: what is connected and how it does, and what can be. */
import { Box, Plug, Trash2 } from "lucide-react";
import { useState } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { StatusMark } from "@/components/ui/status-mark";
import { Tag } from "@/components/ui/tag";
import { toast } from "@/components/ui/toast";
import type { Integration, Provider } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { duration } from "@/lib/format";
import { useDisconnect, useIntegrations, useProviders, useTestIntegration } from "../integrations-api";
import { ConnectDrawer } from "./connect-drawer";
import { Block } from "./section";

export default function IntegrationsSection() {
  const integrations = useIntegrations();
  const providers = useProviders();
  const [connecting, setConnecting] = useState<Provider | null>(null);
  const editable = useAllows("admin");
  return (
    <>
      <Block
        title="Connected"
        text="Live mode is switched on one integration at a time, by its credentials. Without them the built-in sandbox answers, over the same code."
      />
      <QueryPanel
        name="Integrations"
        query={integrations}
        isEmpty={(page) => page.items.length === 0}
        empty={
          <EmptyState title="Nothing is connected" className="border-t border-border px-4">
            The sandbox stands in for every provider, and nothing leaves this machine. Connect one below to go
            live with it.
          </EmptyState>
        }
      >
        {(page) => (
          <ul>
            {page.items.map((item) => (
              <IntegrationRow key={item.id} item={item} editable={editable} />
            ))}
          </ul>
        )}
      </QueryPanel>
      <div className="border-t border-border">
        <Block title="Can be connected" />
      </div>
      <QueryPanel name="Providers" query={providers}>
        {(page) => (
          <ul>
            {page.items.map((provider) => (
              <li
                key={provider.slug}
                className="flex min-h-[46px] items-center gap-3 border-t border-border px-4 py-1.5 max-sm:px-3"
              >
                <Plug aria-hidden="true" className="size-4 text-subtle-foreground" />
                <div className="min-w-0 flex-1">
                  <div className="font-medium">{provider.name}</div>
                  <div className="truncate text-sm text-subtle-foreground">
                    <span className="inline-block first-letter:uppercase">
                      {[provider.category, ...provider.capabilities].join(", ")}
                    </span>
                  </div>
                </div>
                {editable && (
                  <Button size="sm" onClick={() => setConnecting(provider)}>
                    Connect
                    <span className="sr-only"> {provider.name}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryPanel>
      {connecting && <ConnectDrawer provider={connecting} onClose={() => setConnecting(null)} />}
    </>
  );
}

function IntegrationRow({ item, editable }: { item: Integration; editable: boolean }) {
  const test = useTestIntegration();
  const disconnect = useDisconnect();
  const [asking, setAsking] = useState(false);
  const remove = () =>
    disconnect.mutate(item.id, {
      onSuccess: () => toast.plain(`${item.name} is disconnected.`),
      onError: (error) => toast.problem(error, "It was not disconnected"),
      onSettled: () => setAsking(false),
    });
  return (
    <li className="flex min-h-[46px] flex-wrap items-center gap-x-3 gap-y-1 border-t border-border px-4 py-1.5 max-sm:px-3">
      {item.mode === "sandbox" ? (
        <Box aria-hidden="true" className="size-4 text-subtle-foreground" />
      ) : (
        <Plug aria-hidden="true" className="size-4 text-primary-text" />
      )}
      <div className="min-w-0 flex-1 basis-40">
        <div className="font-medium">{item.name}</div>
        <div className="text-sm text-subtle-foreground">{item.provider}</div>
      </div>
      <Tag
        tone={item.mode === "live" ? "primary" : "plain"}
        className={item.mode === "sandbox" ? "hatched" : undefined}
      >
        {item.mode === "live" ? "Live" : "Sandbox"}
      </Tag>
      {test.data ? (
        <StatusMark status={test.data.ok ? "done" : "failed"}>
          {test.data.ok ? `Answered in ${duration(test.data.latency_ms)}` : test.data.detail}
        </StatusMark>
      ) : (
        item.last_test && (
          <StatusMark status={item.last_test.ok ? "done" : "failed"}>
            {item.last_test.ok ? "Healthy" : item.last_test.detail}
          </StatusMark>
        )
      )}
      {editable && (
        <>
          <Button
            size="sm"
            busy={test.isPending}
            onClick={() =>
              test.mutate(item.id, { onError: (error) => toast.problem(error, "The test did not run") })
            }
          >
            Test
          </Button>
          <IconButton icon={Trash2} label={`Disconnect ${item.name}`} onClick={() => setAsking(true)} />
        </>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Disconnect ${item.name}?`}
        verb="Disconnect"
        busy={disconnect.isPending}
        onConfirm={remove}
      >
        Its credentials are erased. Work that needs it goes to the sandbox, or to another provider of the same
        kind.
      </ConfirmDialog>
    </li>
  );
}
