/** Conversations by when they were last used, in the organization's zone. */
import type { SessionSummary } from "@/lib/api";

export const GROUPS = ["Today", "This week", "Earlier"] as const;
export type GroupName = (typeof GROUPS)[number];

const DAY_MS = 86_400_000;

function dayNumber(at: Date, zone: string): number {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** "This week" is the six days before today, which is also how far weekdays are printed without a date. */
export function groupOf(at: string, zone: string, now: Date): GroupName {
  const age = dayNumber(now, zone) - dayNumber(new Date(at), zone);
  if (age <= 0) return "Today";
  return age < 7 ? "This week" : "Earlier";
}

export function groupSessions(
  sessions: readonly SessionSummary[],
  zone: string,
  now: Date,
): { name: GroupName; sessions: SessionSummary[] }[] {
  return GROUPS.map((name) => ({
    name,
    sessions: sessions.filter((session) => groupOf(session.updated_at, zone, now) === name),
  })).filter((group) => group.sessions.length > 0);
}

/** "now", "4 min", "3 h" on the same day, then the weekday, then the date. */
export function agoLabel(at: string, zone: string, now: Date): string {
  const group = groupOf(at, zone, now);
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (group === "Today" && minutes < 1) return "now";
  if (group === "Today") return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
  const style: Intl.DateTimeFormatOptions =
    group === "This week" ? { weekday: "short" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...style }).format(new Date(at));
}
