/** Ten ticks and a notch at the threshold, always with the number. Hollow below, so it reads without colour. */
import { number } from "@/lib/format";

interface ConfidenceRulerProps {
  /** 0 to 1; null when nobody judged it. */
  value: number | null;
  threshold?: number;
  width?: number;
}

const TICKS = 10;
const GAP = 2;

export function ConfidenceRuler({ value, threshold, width = 48 }: ConfidenceRulerProps) {
  if (value === null) return <span className="text-sm text-muted-foreground">Not judged yet</span>;
  const tick = (width - GAP * (TICKS - 1)) / TICKS;
  const above = threshold === undefined || value >= threshold;
  const label = `confidence ${number(value, 2)}${threshold === undefined ? "" : `, threshold ${number(threshold, 2)}`}`;
  return (
    <span role="img" aria-label={label} className="inline-flex items-center gap-1.5">
      <svg
        width={width}
        height="12"
        viewBox={`0 -1 ${width} 12`}
        className="overflow-visible"
        aria-hidden="true"
      >
        {Array.from({ length: TICKS }, (_, index) => (
          <Tick
            key={String(index)}
            x={index * (tick + GAP)}
            width={tick}
            filled={value * TICKS - index}
            above={above}
          />
        ))}
        {threshold !== undefined && (
          <path d={`M${threshold * width} -1v13`} stroke="var(--confidence-mark)" strokeWidth="1.5" />
        )}
      </svg>
      <span aria-hidden="true" className="min-w-7 text-sm tabular-nums">
        {number(value, 2)}
      </span>
    </span>
  );
}

function Tick({ x, width, filled, above }: { x: number; width: number; filled: number; above: boolean }) {
  const part = Math.max(0, Math.min(1, filled)) * width;
  return (
    <>
      <rect x={x} y="2" width={width} height="8" rx=".8" fill="var(--confidence-track)" />
      {part > 0 && above && (
        <rect x={x} y="2" width={part} height="8" rx=".8" fill="var(--confidence-fill)" />
      )}
      {part > 1 && !above && (
        <rect
          x={x + 0.5}
          y="2.5"
          width={part - 1}
          height="7"
          rx=".6"
          fill="none"
          stroke="var(--confidence-below)"
        />
      )}
    </>
  );
}
