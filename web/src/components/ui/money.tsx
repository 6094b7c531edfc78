/** An amount whose currency and insignificant digits step back. No price is "unpriced", never zero. */
import { cn } from "@/lib/cn";
import { type MoneyOptions, microsFromCents, moneyParts } from "@/lib/format";

interface MoneyProps extends MoneyOptions {
  /** Micro-units of the currency; null when no price is known. */
  micros?: number | null;
  /** Minor units, for prices. */
  cents?: number;
  className?: string;
}

const RUNS = {
  currency: "mr-px text-[max(11px,.72em)] font-normal text-money-minor",
  minor: "font-normal text-money-minor",
  ink: "",
} as const;

export function Money({ micros, cents, className, ...options }: MoneyProps) {
  const amount = cents === undefined ? micros : microsFromCents(cents);
  if (amount === null || amount === undefined) {
    return <span className={cn("text-sm text-subtle-foreground", className)}>unpriced</span>;
  }
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      {moneyParts(amount, options).map((part) => (
        <span key={part.kind + part.text} className={RUNS[part.kind]}>
          {part.text}
        </span>
      ))}
    </span>
  );
}
