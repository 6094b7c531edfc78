/** A rate with its doubt: a dot and whiskers on an axis that is named when it does not start at zero. */
import { percent } from "@/lib/format";

interface IntervalDotProps {
  /** Shares between 0 and 1. */
  value: number;
  low: number;
  high: number;
  axis?: readonly [number, number];
  width?: number;
}

export function IntervalDot({ value, low, high, axis = [0.6, 1], width = 84 }: IntervalDotProps) {
  const [from, to] = axis;
  const inset = 4;
  const x = (share: number) => {
    const place = (Math.max(from, Math.min(to, share)) - from) / (to - from);
    return inset + place * (width - 2 * inset);
  };
  const ink = { stroke: "var(--confidence-fill)" };
  return (
    <svg
      width={width}
      height="14"
      role="img"
      aria-label={`${percent(value)}, interval ${percent(low)} to ${percent(high)}`}
      className="inline-block"
    >
      <path d={`M0 7H${width}`} stroke="var(--confidence-track)" strokeWidth="2" />
      <path d={`M${x(low)} 7H${x(high)}`} strokeWidth="2" {...ink} />
      <path d={`M${x(low)} 2v10M${x(high)} 2v10`} strokeWidth="1.5" {...ink} />
      <circle cx={x(value)} cy="7" r="2.5" fill="var(--confidence-fill)" />
    </svg>
  );
}

/** The 95 % interval of Wilson for `good` of `n` (Wilson 1927), which stays within 0 and 1 for small n. */
export function wilson(good: number, n: number): { value: number; low: number; high: number } | null {
  if (n === 0) return null;
  const z = 1.959964;
  const share = good / n;
  const scale = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
