/** Spent as ink, reserved as an outlined piece, the limit as a full-height tick. Amber from 85 percent. */
import { cn } from "@/lib/cn";
import { money } from "@/lib/format";

interface BudgetMeterProps {
  spentMicros: number;
  reservedMicros?: number;
  /** Null: no limit is set, so there is nothing to fill. */
  limitMicros: number | null;
  currency?: string;
  className?: string;
}

const NEAR = 0.85;

export type BudgetState = "unlimited" | "in" | "near" | "reached";

export function budgetState(spentMicros: number, limitMicros: number | null): BudgetState {
  if (limitMicros === null) return "unlimited";
  if (spentMicros >= limitMicros) return "reached";
  return spentMicros >= NEAR * limitMicros ? "near" : "in";
}

export function BudgetMeter({
  spentMicros,
  reservedMicros = 0,
  limitMicros,
  currency,
  className,
}: BudgetMeterProps) {
  const state = budgetState(spentMicros, limitMicros);
  const share = (micros: number) => (limitMicros ? Math.min(100, (100 * micros) / limitMicros) : 0);
  const spent = share(spentMicros);
  const of = limitMicros === null ? "no limit set" : `of ${money(limitMicros, { currency, decimals: 2 })}`;
  const reserved = reservedMicros > 0 ? ` and ${money(reservedMicros, { currency })} reserved` : "";
  return (
    <div
      role="img"
      aria-label={`${money(spentMicros, { currency })} spent${reserved}, ${of}`}
      className={cn("relative flex h-1.5 rounded-[3px] bg-confidence-track", className)}
    >
      <span
        className={cn("h-full rounded-l-[3px]", state === "in" ? "bg-chart-1" : "bg-attention-mark")}
        style={{ width: `${spent}%` }}
      />
      <span
        className="h-full shadow-[inset_0_0_0_1px_var(--money-reserved)]"
        style={{ width: `${Math.min(100 - spent, share(reservedMicros))}%` }}
      />
      {limitMicros !== null && (
        <span className="absolute -inset-y-[3px] right-0 w-0.5 rounded-[1px] bg-(--confidence-mark)" />
      )}
    </div>
  );
}
