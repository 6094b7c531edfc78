/** The page's picture, composed of the product's own parts: an answer with its sources, its books and its log. */
import { Globe, ListChecks, ReceiptText, Sprout } from "lucide-react";
import { Cells, PanelHead, Sheet } from "@/components/page/sheet";
import { StatStrip } from "@/components/page/stat-strip";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { BudgetMeter } from "@/components/ui/budget-meter";
import { Money } from "@/components/ui/money";
import { Receipt } from "@/components/ui/receipt";
import { LEDGER, SOURCES } from "../illustration";
import { PictureAnswer, PictureSource } from "./picture-answer";

const STATS = [
  {
    id: "done",
    icon: ListChecks,
    label: "What was done",
    value: "128",
    unit: "answers",
    foot: "97.1% accepted",
    against: "7 days 96.4%",
  },
  {
    id: "cost",
    icon: ReceiptText,
    label: "What it cost",
    value: <Money micros={3_420_000} />,
    unit: (
      <>
        of <Money micros={10_000_000} decimals={0} />
      </>
    ),
    foot: (
      <>
        <Money micros={210_000} decimals={2} /> reserved
      </>
    ),
    against: "today",
  },
  {
    id: "happened",
    icon: Globe,
    label: "What happened",
    value: "9",
    unit: "documents",
    foot: "6 tasks for people",
    against: "3 referrals",
  },
  {
    id: "learned",
    icon: Sprout,
    label: "What was learned",
    value: "14",
    unit: "memories",
    foot: "31 useful, 2 not",
    against: "n 33",
  },
] as const;

export function Picture() {
  return (
    <figure>
      {/* The parts are the real ones, but nothing in a picture should take focus. */}
      <div inert className="flex flex-col gap-3 select-none">
        <StatStrip label="Today" stats={STATS} />
        <Sheet>
          <Cells className="grid-cols-[minmax(0,1fr)_300px_320px] max-xl:grid-cols-[minmax(0,1fr)_300px] max-md:grid-cols-1">
            <PictureAnswer />
            <div className="max-md:hidden">
              <PanelHead title="Sources" aside={SOURCES.length} className="border-b border-border" />
              <div className="py-1.5">
                {SOURCES.map((source) => (
                  <PictureSource key={source.n} source={source} />
                ))}
              </div>
            </div>
            <div className="flex flex-col max-xl:hidden">
              <PanelHead title="Activity" aside={<span className="live-dot ml-1" />} />
              <Ledger />
              <div className="mt-auto border-t border-border px-3.5 py-3">
                <div className="mb-1.5 flex text-sm">
                  <span className="text-subtle-foreground">Spend today</span>
                  <span className="ml-auto">
                    <Money micros={3_420_000} /> <span className="text-subtle-foreground">of</span>{" "}
                    <Money micros={10_000_000} decimals={0} />
                  </span>
                </div>
                <BudgetMeter spentMicros={3_420_000} reservedMicros={600_000} limitMicros={10_000_000} />
              </div>
            </div>
          </Cells>
        </Sheet>
      </div>
      <figcaption className="mt-2 text-sm text-subtle-foreground">
        An illustration made of the product's own parts. The figures are examples.
      </figcaption>
    </figure>
  );
}

function Ledger() {
  return (
    <ol>
      {LEDGER.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[38px_22px_minmax(0,1fr)] gap-[9px] border-t border-border px-3.5 py-2"
        >
          <span className="text-sm text-subtle-foreground tabular-nums">{entry.time}</span>
          <AgentPlate icon={entry.icon} size="sm" />
          <div className="min-w-0">
            <div className="leading-[1.4]">
              <AgentCode code={entry.code} className="text-sm" /> {entry.did}
            </div>
            <Receipt
              effect={entry.effect}
              sources={entry.sources}
              costMicros={entry.costMicros}
              className="mt-[3px]"
            />
          </div>
        </li>
      ))}
    </ol>
  );
}
