/** What an agent costs: a month's price, and what a task has cost here. */
import { Money } from "@/components/ui/money";
import type { Agent, HiredAgent } from "@/lib/api";

export function MonthPrice({ agent }: { agent: Pick<Agent, "price_cents_month" | "currency"> }) {
  if (agent.price_cents_month === 0) return <b className="font-semibold">Free</b>;
  return (
    <>
      <Money cents={agent.price_cents_month} currency={agent.currency} /> a month
    </>
  );
}

export function TaskCost({ hired }: { hired: HiredAgent | undefined }) {
  const median = hired?.statistics.median_cost_micros ?? null;
  if (median === null) return <span className="text-subtle-foreground">cost per task unknown</span>;
  return (
    <>
      <Money micros={median} /> a task
    </>
  );
}
