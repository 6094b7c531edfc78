/** What the inbox makes of a task: its text without marks, what it is about, and whether a filter takes it. */
import type { Task } from "@/lib/api";

/** The body as plain text: agents sometimes write Markdown, and its marks only disturb here. */
export function plainText(body: string): string {
  return body
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "$1 ($2)")
    .trim();
}

export type Ref =
  | { kind: "file" | "session" | "interaction"; name: string; id: string }
  | { kind: "text"; name: string; text: string };

const LINKED: Record<string, "file" | "session" | "interaction"> = {
  file_id: "file",
  file_ids: "file",
  session_id: "session",
  interaction_id: "interaction",
};

const words = (key: string): string => {
  const plain = key.replace(/_ids?$/, "").replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

const shown = (value: unknown): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(shown).join(", ")
      : JSON.stringify(value);

/** The references of a task, those that lead somewhere told apart from those that only say something. */
export function refsOf(refs: Task["refs"]): Ref[] {
  return Object.entries(refs).flatMap(([key, value]): Ref[] => {
    if (value === null || value === "") return [];
    const kind = LINKED[key];
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === "string");
    if (kind && ids.length > 0) return ids.map((id) => ({ kind, name: words(key), id }));
    return [{ kind: "text", name: words(key), text: shown(value) }];
  });
}

/** An agent goes by its code, everybody else by name. */
export function calledOf(assignee: NonNullable<Task["assignee"]>): string {
  return assignee.kind === "agent" ? assignee.id : assignee.name;
}

/** Whose tasks: everybody's, the reader's own, nobody's, or those of one member or agent by id. */
export type AssigneeFilter = "me" | "nobody" | (string & {}) | undefined;

export function isFor(task: Task, filter: AssigneeFilter, me: string): boolean {
  if (filter === undefined) return true;
  if (filter === "nobody") return task.assignee === null;
  return task.assignee?.id === (filter === "me" ? me : filter);
}
