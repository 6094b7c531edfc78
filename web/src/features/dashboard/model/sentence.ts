/** The line under the date: what is true now, in words. */
import type { DashboardStats, Task } from "@/lib/api";

const WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Numbers up to twelve in words, as people write them in a sentence. */
export function inWords(count: number): string {
  return WORDS[count] ?? String(count);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const agents = (count: number) => (count === 1 ? "agent is" : "agents are");
const tasks = (count: number) => (count === 1 ? "task waits" : "tasks wait");

const HOUR_MS = 3_600_000;

export function dueWithin(list: readonly Task[], now: Date, ms: number): number {
  return list.filter((task) => task.due && Date.parse(task.due) - now.getTime() < ms).length;
}

export function trueSentence(
  workforce: DashboardStats["workforce"] | undefined,
  open: readonly Task[] | undefined,
  now: Date,
): string {
  const parts: string[] = [];
  if (workforce?.length === 0) parts.push("No agent is hired yet.");
  else if (workforce) {
    const working = workforce.filter((worker) => worker.working_now > 0).length;
    parts.push(`${capital(inWords(working))} ${agents(working === 0 ? 1 : working)} working.`);
  }
  if (open?.length === 0) parts.push("Nothing waits for you.");
  else if (open) {
    const soon = dueWithin(open, now, 24 * HOUR_MS);
    const due = soon > 0 ? `, ${inWords(soon)} due within a day` : "";
    parts.push(`${capital(inWords(open.length))} ${tasks(open.length)} for you${due}.`);
  }
  return parts.join(" ");
}

/** Oldest first by deadline; those without one after, by age. */
export function byDeadline(list: readonly Task[]): Task[] {
  const due = (task: Task) => (task.due ? Date.parse(task.due) : Number.POSITIVE_INFINITY);
  return list.toSorted((a, b) => {
    const [first, second] = [due(a), due(b)];
    return first === second ? Date.parse(a.created_at) - Date.parse(b.created_at) : first - second;
  });
}
