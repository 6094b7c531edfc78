/** Which models can answer, what they cost, and what calls have cost and saved. */
import { Route } from "lucide-react";
import { QueryPanel } from "@/components/page/query-panel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Money } from "@/components/ui/money";
import { Note } from "@/components/ui/note";
import { StatusMark } from "@/components/ui/status-mark";
import type { Model } from "@/lib/api";
import { compact, number, percent } from "@/lib/format";
import { useModels, useRouterStats } from "../llm-api";
import { Block } from "./section";

const price = (micros: number | null) => <Money micros={micros} decimals={2} />;

const COLUMNS: readonly Column<Model>[] = [
  {
    id: "model",
    header: "Model",
    grow: true,
    cell: (model) => (
      <>
        <span className="font-medium">{model.model}</span>{" "}
        <span className="text-subtle-foreground">{model.provider}</span>
      </>
    ),
  },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: (model) =>
      model.available ? (
        <StatusMark status="done">Ready</StatusMark>
      ) : (
        <span className="text-sm text-subtle-foreground">{model.why}</span>
      ),
  },
  { id: "tools", header: "Tools", wideOnly: true, cell: (model) => (model.tools ? "yes" : "no") },
  {
    id: "window",
    header: "Window",
    numeric: true,
    wideOnly: true,
    cell: (model) => (model.context_window === null ? "" : compact(model.context_window)),
  },
  {
    id: "input",
    header: "Input, a million",
    numeric: true,
    wideOnly: true,
    cell: (model) => price(model.input_micros_per_mtok),
  },
  {
    id: "output",
    header: "Output, a million",
    numeric: true,
    wideOnly: true,
    cell: (model) => price(model.output_micros_per_mtok),
  },
];

export default function ModelsSection() {
  const models = useModels();
  const stats = useRouterStats();
  const items = models.data?.items ?? [];
  const sandboxed = items.length > 0 && items.every((model) => model.simulated || !model.available);
  return (
    <>
      <Block
        title="Models"
        text="The router chooses for each call by rules, and says why. Add a provider under Integrations."
      >
        {sandboxed && (
          <Note icon={Route}>
            <b className="font-medium text-foreground">The sandbox model answers: no key is set.</b> It quotes
            and fills, it does not reason.
          </Note>
        )}
      </Block>
      <QueryPanel name="Models" query={models}>
        {(page) => (
          <DataTable
            label="Models"
            columns={COLUMNS}
            rows={page.items}
            rowKey={(model) => `${model.provider}/${model.model}`}
            className="border-t border-border"
          />
        )}
      </QueryPanel>
      <div className="border-t border-border">
        <QueryPanel name="Calls" query={stats} skeleton={null}>
          {(figures) => (
            <dl className="grid grid-cols-4 gap-px max-lg:grid-cols-2 [&>div]:px-4 [&>div]:py-3 [&_dd]:text-lg [&_dd]:font-semibold [&_dd]:tabular-nums [&_dt]:text-sm [&_dt]:text-subtle-foreground">
              <div>
                <dt>Calls, 30 days</dt>
                <dd>{number(figures.calls)}</dd>
              </div>
              <div>
                <dt>Cost</dt>
                <dd>
                  <Money micros={figures.cost_micros} />
                </dd>
              </div>
              <div>
                <dt>From cache</dt>
                <dd>{figures.calls > 0 ? percent(figures.cache_hit_rate, 0) : "no calls yet"}</dd>
              </div>
              <div>
                <dt>Saved by cache and routing</dt>
                <dd>
                  <Money micros={figures.savings_micros} />
                </dd>
              </div>
            </dl>
          )}
        </QueryPanel>
      </div>
    </>
  );
}
