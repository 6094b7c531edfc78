/** The line under every piece of work: effect, sources, confidence, cost, time, model. Same order everywhere. */
import { Quote } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { duration, plural } from "@/lib/format";
import { ConfidenceRuler } from "./confidence-ruler";
import { type Effect, EffectChip } from "./effect-chip";
import { Money } from "./money";

interface ReceiptProps {
  effect?: Effect;
  sources?: number;
  /** Prints the word beside the count, where there is room. */
  spellSources?: boolean;
  confidence?: number;
  threshold?: number;
  /** Null prints "unpriced"; leave it out when there is no cost to speak of. */
  costMicros?: number | null;
  currency?: string;
  latencyMs?: number | null;
  /** Which model answered, or "from cache". */
  model?: ReactNode;
  /** Buttons at the end of the line. */
  children?: ReactNode;
  className?: string;
}

export function Receipt(props: ReceiptProps) {
  const { effect, sources, spellSources, confidence, threshold, costMicros, currency, latencyMs, model } =
    props;
  return (
    <div className={cn("receipt", props.className)}>
      {effect && (
        <span>
          <EffectChip effect={effect} />
        </span>
      )}
      {sources !== undefined && (
        <span>
          <Quote aria-hidden="true" />
          {spellSources ? plural(sources, "source") : <span>{sources}</span>}
          {!spellSources && <span className="sr-only">{sources === 1 ? "source" : "sources"}</span>}
        </span>
      )}
      {confidence !== undefined && (
        <span>
          <ConfidenceRuler value={confidence} threshold={threshold} width={40} />
        </span>
      )}
      {costMicros !== undefined && (
        <span>
          <Money micros={costMicros} currency={currency} />
        </span>
      )}
      {typeof latencyMs === "number" && <span className="tabular-nums">{duration(latencyMs)}</span>}
      {model && <span className="max-sm:hidden">{model}</span>}
      {props.children && <span className="ml-auto">{props.children}</span>}
    </div>
  );
}
