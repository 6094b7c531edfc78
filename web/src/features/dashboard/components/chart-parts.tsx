/** What stands around the bars: axes, days, the limit, and the figures of the day in focus. Hidden from readers of text. */
import type { DashboardStats } from "@/lib/api";
import { money, plural } from "@/lib/format";
import type { Scale } from "../model/scale";

type Day = DashboardStats["spend_by_day"][number];

export const LEFT = 62;

/** "Fri 7", or "Friday, 7 November" when there is room. */
export function dayLabel(day: string, long = false): string {
  const style: Intl.DateTimeFormatOptions = long
    ? { weekday: "long", day: "numeric", month: "long" }
    : { weekday: "short", day: "numeric" };
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...style }).format(new Date(`${day}T00:00:00Z`));
}

/** Ticks in one number of digits, so that they line up. */
export function tickMoney(scale: Scale): (value: number) => string {
  const step = (scale.ticks[1] ?? scale.top) / 1_000_000;
  const decimals = step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step)));
  return (value) => money(value, { decimals: value === 0 ? 0 : decimals });
}

interface AxisProps {
  top: number;
  height: number;
  scale: Scale;
  word: (value: number) => string;
  left: number;
  right: number;
}

export function Axis({ top, height, scale, word, left, right }: AxisProps) {
  return (
    <g>
      {scale.ticks.map((tick) => {
        const y = top + height - (height * tick) / scale.top;
        return (
          <g key={tick}>
            <path d={`M${left} ${y}H${right}`} stroke="var(--chart-grid)" />
            <text x={left - 8} y={y + 4} textAnchor="end" fill="var(--chart-axis)">
              {word(tick)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface DayTickProps {
  day: Day;
  index: number;
  count: number;
  step: number;
  x: number;
  base: number;
}

/** As many labels as fit, always the last one. */
export function DayTick({ day, index, count, step, x, base }: DayTickProps) {
  const every = Math.max(1, Math.ceil(52 / step));
  const isToday = index === count - 1;
  if (!isToday && (count - 1 - index) % every !== 0) return null;
  return (
    <text
      x={x}
      y={base}
      textAnchor="middle"
      fill={isToday ? "var(--foreground)" : "var(--chart-axis)"}
      fontWeight={isToday ? 600 : 400}
    >
      {isToday ? "Today" : dayLabel(day.day)}
    </text>
  );
}

interface LimitProps {
  limitMicros: number | null;
  drawn: number | null;
  scale: Scale;
  top: number;
  height: number;
  right: number;
  wide: boolean;
}

export function Limit({ limitMicros, drawn, scale, top, height, right, wide }: LimitProps) {
  if (limitMicros === null) return null;
  const words = `${money(limitMicros, { decimals: limitMicros % 1_000_000 === 0 ? 0 : 2 })} limit`;
  const y = drawn === null ? top - 10 : top + height - (height * drawn) / scale.top;
  return (
    <g>
      {drawn !== null && (
        <path d={`M${LEFT} ${y}H${right}`} stroke="var(--chart-limit)" strokeDasharray="3 3" />
      )}
      <text
        x={wide && drawn !== null ? right + 10 : right}
        y={drawn === null ? y - 6 : wide ? y + 4 : y - 5}
        textAnchor={wide && drawn !== null ? "start" : "end"}
        fill="var(--foreground)"
        fontWeight={600}
      >
        {words}
        {drawn === null ? ", above this scale" : ""}
      </text>
    </g>
  );
}

interface HeadsProps {
  day: Day | undefined;
  isToday: boolean;
  panels: readonly { id: string; top: number }[];
}

/** Over each panel what it shows, and the figure of the day in focus. */
export function Heads({ day, isToday, panels }: HeadsProps) {
  if (!day) return null;
  const words: Record<string, string> = {
    answers: plural(day.interactions, "answer"),
    spend: money(day.cost_micros),
  };
  const when = isToday ? "today so far" : dayLabel(day.day, true);
  return (
    <g>
      {panels.map((panel) => (
        <text key={panel.id} x={LEFT} y={panel.top - 12}>
          <tspan fontWeight={600} fill={panel.id === "answers" ? "var(--primary-text)" : "var(--info-text)"}>
            {words[panel.id]}
          </tspan>
          <tspan dx={6} fill="var(--chart-axis)">
            {panel.id === "answers" ? when : "spent"}
          </tspan>
        </text>
      ))}
    </g>
  );
}
