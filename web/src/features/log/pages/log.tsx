/** The log: one row for every interaction, with its latency, tokens, cost and trace. */
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { LoadMore } from "@/components/page/load-more";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { AgentCode } from "@/components/ui/agent-plate";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Drawer } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Facet } from "@/components/ui/facet";
import { Money } from "@/components/ui/money";
import { STATUS_OF, StatusMark } from "@/components/ui/status-mark";
import { Time, useZone } from "@/components/ui/time";
import type { Interaction } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { duration, number, when, zoneName } from "@/lib/format";
import { useInteraction, useInteractions } from "../api";
import { InteractionDetail } from "../components/interaction-detail";

export interface LogView {
  agent?: string;
  open?: string;
}

const COLUMNS: readonly Column<Interaction>[] = [
  {
    id: "at",
    header: "When",
    cell: (row) => <Time at={row.started_at} className="text-subtle-foreground" />,
  },
  { id: "agent", header: "Agent", phone: "lead", cell: (row) => <AgentCode code={row.agent_code} /> },
  {
    id: "question",
    header: "Asked",
    grow: true,
    wideOnly: true,
    cell: (row) => <span className="text-muted-foreground">{row.question}</span>,
  },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (row) => (
      <StatusMark status={STATUS_OF[row.status] ?? "unknown"}>
        {row.status.charAt(0).toUpperCase() + row.status.slice(1)}
      </StatusMark>
    ),
  },
  {
    id: "model",
    header: "Model",
    wideOnly: true,
    cell: (row) => <span className="text-muted-foreground">{row.cache_hit ? "from cache" : row.model}</span>,
  },
  {
    id: "tokens",
    header: "Tokens in, out",
    numeric: true,
    wideOnly: true,
    cell: (row) => (row.status === "running" ? "" : tokens(row)),
  },
  {
    id: "latency",
    header: "Took",
    numeric: true,
    wideOnly: true,
    cell: (row) => (row.latency_ms === null ? "" : duration(row.latency_ms)),
  },
  {
    id: "cost",
    header: "Cost",
    numeric: true,
    phone: "belowEnd",
    cell: (row) => (row.status === "running" ? "" : <Money micros={row.cost_micros} />),
  },
];

function tokens({ tokens: used }: Interaction): string {
  return `${number(used?.input ?? 0)}, ${number(used?.output ?? 0)}`;
}

export function LogPage({ view, onView }: { view: LogView; onView: (view: LogView) => void }) {
  const log = useInteractions(view.agent);
  const zone = useZone();
  const org = useWorkplace().organization.slug;
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.items) ?? [], [log.data]);
  const codes = [
    ...new Set([...rows.map((row) => row.agent_code), ...(view.agent ? [view.agent] : [])]),
  ].toSorted();
  const loaded = rows.find((row) => row.interaction_id === view.open);
  const linked = useInteraction(log.data && !loaded ? view.open : undefined);
  const open = loaded ?? linked.data;
  return (
    <Page
      crumbs={["Log"]}
      title="Log"
      subtitle={`Every answer of every agent. Times in ${zoneName(zone)}.`}
      fill
    >
      <Sheet className="flex min-h-0 flex-1 flex-col">
        <PanelHead title="Interactions" refreshing={log.isRefetching && !log.isFetchingNextPage} />
        {codes.length > 0 && (
          <fieldset className="flex flex-wrap gap-1.5 px-3.5 pb-2.5">
            <legend className="sr-only">Of which agent</legend>
            {codes.map((code) => (
              <Facet key={code} on={view.agent === code} onChange={(on) => onView(on ? { agent: code } : {})}>
                {code}
              </Facet>
            ))}
          </fieldset>
        )}
        <QueryPanel
          name="Interactions"
          query={log}
          isEmpty={() => rows.length === 0}
          empty={
            <EmptyState
              title="Nothing logged yet"
              className="border-t border-border"
              action={
                <Button asChild>
                  <Link to="/o/$org/chat" params={{ org }}>
                    Ask an agent
                  </Link>
                </Button>
              }
            >
              Each question to an agent leaves a row with its model, tokens, cost and trace, as soon as it is
              asked.
            </EmptyState>
          }
        >
          {() => (
            <DataTable
              label="Interactions"
              columns={COLUMNS}
              rows={rows}
              rowKey={(row) => row.interaction_id}
              selected={view.open}
              openLabel={(row) => `Open ${row.agent_code}, ${when(row.started_at, zone)}`}
              onOpen={(row) => onView({ ...view, open: row.interaction_id })}
              className="flex-1 border-t border-border"
            />
          )}
        </QueryPanel>
        <LoadMore query={log} loaded={rows.length} of="interactions" />
      </Sheet>
      <Drawer
        open={open !== undefined || linked.isError}
        onOpenChange={() => onView({ ...view, open: undefined })}
        title={open?.agent_code ?? "Interaction"}
        description={open && <Time at={open.started_at} />}
      >
        {open && <InteractionDetail interaction={open} />}
        {linked.isError && <ErrorPanel title="The interaction did not load" error={linked.error} />}
      </Drawer>
    </Page>
  );
}
