/** The evidence rail: what an answer stands on, what was remembered, how it came about, what it cost. */
import { Link } from "@tanstack/react-router";
import { Route } from "lucide-react";
import { Money } from "@/components/ui/money";
import { Note } from "@/components/ui/note";
import { Tabs } from "@/components/ui/tabs";
import { useWorkplace } from "@/lib/auth";
import { plural } from "@/lib/format";
import { conversationCost } from "../model/cost";
import type { AnswerItem, ThreadItem } from "../model/thread";
import { RailMemory } from "./rail-memory";
import { RailSources } from "./rail-sources";
import { RailTrace } from "./rail-trace";

export const RAIL_TABS = ["sources", "memory", "trace"] as const;
export type RailTab = (typeof RAIL_TABS)[number];

interface RailProps {
  items: readonly ThreadItem[];
  /** The answer it is about: the one whose source was opened, else the last. */
  answer: AnswerItem | undefined;
  currentSource: number | null;
  tab: RailTab;
  onTab: (tab: RailTab) => void;
}

export function Rail({ items, answer, currentSource, tab, onTab }: RailProps) {
  const sources = answer?.answer.citations ?? [];
  const interaction = answer?.answer.interaction ?? null;
  const calls = answer?.answer.toolCalls ?? [];
  const body = "min-h-0 overflow-y-auto";
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs
        label="Evidence"
        value={tab}
        onChange={(next) => onTab(RAIL_TABS.find((name) => name === next) ?? "sources")}
        className="min-h-0 flex-1"
        items={[
          {
            value: "sources",
            label: "Sources",
            count: sources.length,
            content: (
              <div className={body}>
                <RailSources sources={sources} current={currentSource} />
                <Cost items={items} />
              </div>
            ),
          },
          {
            value: "memory",
            label: "Memory",
            count: interaction?.memories_used ?? 0,
            content: (
              <div className={body}>
                <RailMemory interaction={interaction} sources={sources} />
              </div>
            ),
          },
          {
            value: "trace",
            label: "Trace",
            content: (
              <div className={body}>
                <RailTrace interaction={interaction} calls={calls} />
              </div>
            ),
          },
        ]}
      />
      {interaction?.simulated && <SandboxNote />}
    </div>
  );
}

function Cost({ items }: { items: readonly ThreadItem[] }) {
  const cost = conversationCost(items);
  if (cost.turns === 0) return null;
  return (
    <section className="border-t border-border px-3.5 py-3">
      <h3 className="mb-1.5 font-semibold">Cost of this conversation</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-2.5 gap-y-1 text-sm">
        <dt className="text-muted-foreground">Answers</dt>
        <dd className="text-right tabular-nums">{cost.turns}</dd>
        <dt className="text-muted-foreground">Tool calls, without charge</dt>
        <dd className="text-right tabular-nums">{cost.toolCalls}</dd>
        {cost.cached > 0 && (
          <>
            <dt className="text-muted-foreground">Answered from cache</dt>
            <dd className="text-right tabular-nums">{cost.cached}</dd>
          </>
        )}
        {cost.unpriced > 0 && (
          <>
            <dt className="text-muted-foreground">Without a known price</dt>
            <dd className="text-right tabular-nums">{plural(cost.unpriced, "answer")}</dd>
          </>
        )}
        <dt className="border-t border-border pt-1 font-medium">Settled</dt>
        <dd className="border-t border-border pt-1 text-right">
          <Money micros={cost.settledMicros} currency={cost.currency} />
        </dd>
      </dl>
    </section>
  );
}

function SandboxNote() {
  const org = useWorkplace().organization.slug;
  return (
    <div className="shrink-0 border-t border-border p-3.5">
      <Note icon={Route}>
        <b className="font-semibold text-foreground">Sandbox model</b> answered: no key is set. It quotes and
        fills, it does not reason.{" "}
        <Link
          to="/o/$org/settings/$section"
          params={{ org, section: "models" }}
          className="font-medium text-primary-text hover:underline"
        >
          Add a model
        </Link>
      </Note>
    </div>
  );
}
