/** Two panels on one time axis: answers a day, and spend a day under the budget's limit. Bars begin at nought. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DashboardStats } from "@/lib/api";
import { money, plural } from "@/lib/format";
import { limitFits, scaleTo } from "../model/scale";
import { Axis, DayTick, dayLabel, Heads, LEFT, Limit, tickMoney } from "./chart-parts";

type Day = DashboardStats["spend_by_day"][number];

interface SpendChartProps {
  days: readonly Day[];
  limitMicros: number | null;
}

const TOP = 26;
const ANSWERS_H = 64;
const GAP = 40;
const BOTTOM = 26;
const LEAST_HEIGHT = 276;

/** The room the panel leaves, in pixels: text keeps its size whatever the window's. */
function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 640, height: LEAST_HEIGHT });
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setRoom({ width: Math.max(280, width), height: Math.max(LEAST_HEIGHT, Math.floor(height)) });
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, ...room };
}

const sentence = (day: Day): string =>
  `${dayLabel(day.day, true)}: ${plural(day.interactions, "answer")}, ${money(day.cost_micros)}`;

export function SpendChart({ days, limitMicros }: SpendChartProps) {
  const { box, width, height } = useRoom();
  const [focus, setFocus] = useState(days.length - 1);
  const [shown, setShown] = useState<number | null>(null);

  const most = Math.max(...days.map((day) => day.cost_micros));
  const limit = limitFits(limitMicros, most) ? limitMicros : null;
  const right = limit === null || width < 520 ? 14 : 92;
  const spend = scaleTo(Math.max(most, limit ?? 0));
  const answers = scaleTo(Math.max(...days.map((day) => day.interactions)), true);
  const spendTop = TOP + ANSWERS_H + GAP;
  const spendH = height - BOTTOM - spendTop;
  const step = (width - LEFT - right) / days.length;
  const bar = Math.min(24, step * 0.56);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -days.length,
      End: days.length,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(days.length - 1, focus + move));
    setFocus(next);
    box.current?.querySelector<SVGElement>(`[data-day="${next}"]`)?.focus();
  };
  const panels = [
    { id: "answers", top: TOP, height: ANSWERS_H, scale: answers, word: String, unit: "Answers" },
    { id: "spend", top: spendTop, height: spendH, scale: spend, word: tickMoney(spend), unit: "Spend" },
  ] as const;
  const value = (day: Day, id: string) => (id === "answers" ? day.interactions : day.cost_micros);
  return (
    <div ref={box} className="relative min-h-[276px] flex-1 overflow-hidden">
      <div aria-hidden="true" className="pointer-events-none absolute inset-0">
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: it is hidden; the days beside it carry the figures. */}
        <svg width={width} height={height} className="block text-[11px] tabular-nums">
          {panels.map((panel) => (
            <Axis key={panel.id} {...panel} left={LEFT} right={width - right} />
          ))}
          {days.map((day, index) => (
            <DayTick
              key={day.day}
              day={day}
              index={index}
              count={days.length}
              step={step}
              x={LEFT + step * (index + 0.5)}
              base={height - 8}
            />
          ))}
          <Limit
            limitMicros={limitMicros}
            drawn={limit}
            scale={spend}
            top={spendTop}
            height={spendH}
            right={width - right}
            wide={right > 14}
          />
          <Heads day={days[shown ?? days.length - 1]} isToday={shown === null} panels={panels} />
        </svg>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: there is no fieldset inside a drawing. */}
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={`Answers and spend of ${days.length} days. ${limitSentence(limitMicros)} Arrow keys go from day to day.`}
        onKeyDown={onKeyDown}
        className="relative block"
      >
        {days.map((day, index) => {
          const x = LEFT + step * index + (step - bar) / 2;
          const isToday = index === days.length - 1;
          return (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: each day is a picture of figures that the keyboard can reach.
            <g
              key={day.day}
              data-day={index}
              role="img"
              aria-label={sentence(day)}
              tabIndex={index === focus ? 0 : -1}
              onFocus={() => {
                setFocus(index);
                setShown(index);
              }}
              onBlur={() => setShown(null)}
              onPointerEnter={() => setShown(index)}
              onPointerLeave={() => setShown(null)}
              className="outline-offset-[-1px]"
            >
              <rect
                x={LEFT + step * index}
                y={TOP - 8}
                width={step}
                height={height - TOP - 12}
                fill="transparent"
              />
              {panels.map((panel) => {
                const tall = (panel.height * value(day, panel.id)) / panel.scale.top;
                return (
                  <rect
                    key={panel.id}
                    x={x}
                    y={panel.top + panel.height - tall}
                    width={bar}
                    height={tall}
                    rx={1}
                    fill={panel.id === "answers" ? "var(--chart-1)" : "var(--chart-3)"}
                    opacity={isToday || shown === index ? 1 : 0.7}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const limitSentence = (limit: number | null) =>
  limit === null ? "No limit is set." : `The limit is ${money(limit, { decimals: 2 })} a day.`;
