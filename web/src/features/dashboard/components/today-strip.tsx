/** The four answers: what was done, what it cost, what happened, what was learned; each with its doubt or limit. */
import { Globe, ListChecks, ReceiptText, Sprout } from "lucide-react";
import { type Stat, StatStrip } from "@/components/page/stat-strip";
import { wilson } from "@/components/ui/interval-dot";
import { Money } from "@/components/ui/money";
import type { DashboardStats } from "@/lib/api";
import { number, percent, plural } from "@/lib/format";
import type { useDashboard } from "../api";

const ENOUGH = 25;

/** 97.1%, but 100% without a digit that says nothing. */
const share = (value: number): string => percent(value, value === 1 || value === 0 ? 0 : 1);

function done({
  done: { interactions, finished, ok_rate, previous_interactions, previous_ok_rate },
}: DashboardStats): Stat {
  return {
    id: "done",
    icon: ListChecks,
    label: "What was done",
    value: number(interactions),
    unit: `${interactions === 1 ? "answer" : "answers"} in 7 days`,
    foot: ok_rate === null ? "none has ended yet" : `${share(ok_rate)} ended well, n ${number(finished)}`,
    against:
      previous_ok_rate === null
        ? "none before"
        : `before ${share(previous_ok_rate)}, n ${number(previous_interactions)}`,
  };
}

function cost({ cost: figures }: DashboardStats): Stat {
  const { spent_micros, limit_micros, reserved_micros, month_micros, month_limit_micros, unpriced_calls } =
    figures;
  const month = (
    <>
      <Money micros={month_micros} /> this month
      {month_limit_micros !== null && (
        <>
          {" "}
          of <Money micros={month_limit_micros} decimals={0} />
        </>
      )}
    </>
  );
  const reserved = (
    <>
      <Money micros={reserved_micros} /> reserved
    </>
  );
  return {
    id: "cost",
    icon: ReceiptText,
    label: "What it cost",
    value: <Money micros={spent_micros} />,
    unit:
      limit_micros === null ? (
        "today, no limit set"
      ) : (
        <>
          of <Money micros={limit_micros} decimals={2} /> today
        </>
      ),
    foot: reserved_micros > 0 ? reserved : month,
    against:
      unpriced_calls > 0
        ? `${plural(unpriced_calls, "call")} unpriced`
        : figures.simulated
          ? "simulated"
          : undefined,
  };
}

function happened({ happened: { documents_written, tasks_created, referrals } }: DashboardStats): Stat {
  return {
    id: "happened",
    icon: Globe,
    label: "What happened",
    value: number(documents_written),
    unit: `${documents_written === 1 ? "document" : "documents"} written in 7 days`,
    foot: `${plural(tasks_created, "task")} created`,
    against: plural(referrals, "referral"),
  };
}

function judgements(up: number, down: number): string {
  const interval = up + down >= ENOUGH ? wilson(up, up + down) : null;
  if (interval) {
    return `${share(interval.value)} good (${number(interval.low * 100, 1)} to ${number(interval.high * 100, 1)})`;
  }
  return up + down === 0 ? "none judged in 7 days" : `${up} of ${up + down} judged good`;
}

function learned({ learned: { feedback_up, feedback_down, memories } }: DashboardStats): Stat {
  return {
    id: "learned",
    icon: Sprout,
    label: "What was learned",
    value: number(memories),
    unit: memories === 1 ? "memory kept" : "memories kept",
    foot: judgements(feedback_up, feedback_down),
    against: feedback_up + feedback_down < ENOUGH ? "too few to rate" : `n ${feedback_up + feedback_down}`,
  };
}

const PLACES: Stat[] = [
  { id: "done", icon: ListChecks, label: "What was done", value: "" },
  { id: "cost", icon: ReceiptText, label: "What it cost", value: "" },
  { id: "happened", icon: Globe, label: "What happened", value: "" },
  { id: "learned", icon: Sprout, label: "What was learned", value: "" },
];

export function TodayStrip({ query }: { query: ReturnType<typeof useDashboard> }) {
  const stats = query.data ? [done, cost, happened, learned].map((make) => make(query.data)) : PLACES;
  return (
    <StatStrip
      label="Today"
      stats={stats}
      loading={query.isPending}
      error={query.data ? null : query.error}
      onRetry={() => void query.refetch()}
      className="xl:grid-cols-[1fr_1.12fr_1fr_1fr]"
    />
  );
}
