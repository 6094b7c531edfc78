/** Due times: a wall clock in the organization's zone as a moment, and how near a moment is. */
import { duration } from "@/lib/format";

const HOUR_MS = 3_600_000;
const COUNTDOWN_MS = 2 * HOUR_MS;

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offset(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return wall - Math.floor(at / 60_000) * 60_000;
}

/** The moment at which a clock in the zone shows this day and time. */
export function momentIn(zone: string, day: string, time: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  // Around a change of clocks the first guess can be an hour off; the second settles it.
  const guess = wall - offset(zone, wall);
  return new Date(wall - offset(zone, guess)).toISOString();
}

/** What the form sends: nothing, a whole day, or a moment. */
export function dueOf(zone: string, day: string, time: string): string | null {
  if (day === "") return null;
  return time === "" ? day : momentIn(zone, day, time);
}

export interface Nearness {
  kind: "late" | "soon" | "later";
  /** "2 h late", "in 48 min". */
  words: string;
}

/** Minutes matter under two hours; over them a whole hour says enough. */
function rounded(ms: number): number {
  return ms < COUNTDOWN_MS ? ms : Math.round(ms / HOUR_MS) * HOUR_MS;
}

export function nearness(due: string, now: number = Date.now()): Nearness {
  const left = Date.parse(due) - now;
  const words = duration(rounded(Math.abs(left)));
  if (left < 0) return { kind: "late", words: `${words} late` };
  return { kind: left < COUNTDOWN_MS ? "soon" : "later", words: `in ${words}` };
}
