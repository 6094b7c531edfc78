/** Audit events in words: which fields changed, from what to what. The database's own columns stay out. */
import { when } from "@/lib/format";
import type { AuditEvent } from "../api";

/** The database names its own operations; these are their plain words. */
const VERBS: Record<string, string> = { insert: "added", update: "changed", delete: "removed" };

/** Columns that only the database needs. */
const OWN = new Set(["id", "organization_id", "created_at", "updated_at", "created_by", "sha256"]);

const ONE: Record<string, string> = { memberships: "membership", memories: "memory", api_keys: "API key" };

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

export const verbOf = (event: AuditEvent): string =>
  isSoftDeletion(event) ? "removed" : (VERBS[event.action] ?? event.action);

/** "inbox_tasks" is an inbox task. */
export function thingOf(event: AuditEvent): string {
  const plain = event.entity.replaceAll("_", " ");
  return ONE[event.entity] ?? plain.replace(/ies$/, "y").replace(/s$/, "");
}

function isSoftDeletion({ before, after }: AuditEvent): boolean {
  return Boolean(after?.deleted_at) && !before?.deleted_at;
}

const fieldWords = (field: string): string => {
  const plain = field.replace(/_(id|name)$/, "").replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A value as a person reads it; null is a field that was empty. */
function shown(value: unknown, zone: string): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return MOMENT.test(value) ? when(value, zone) : value;
  if (Array.isArray(value))
    return value.length === 0 ? null : value.map((item) => shown(item, zone) ?? "").join(", ");
  const pairs = Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => {
    const words = shown(inner, zone);
    return words === null ? [] : [`${key.replaceAll("_", " ")} ${words}`];
  });
  return pairs.length === 0 ? null : pairs.join(", ");
}

/** The fields that differ, in the order the record has them. */
export function changesOf({ before, after }: AuditEvent, zone: string): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].flatMap((field) => {
    // A reference is shown by the name that stands beside it.
    if (OWN.has(field) || fields.has(`${field}_name`) || field.endsWith("_kind")) return [];
    const change = {
      field: fieldWords(field),
      before: shown(before?.[field], zone),
      after: shown(after?.[field], zone),
    };
    return change.before === change.after ? [] : [change];
  });
}

/** What the record is called, if it has anything like a name. */
export function nameOf({ before, after }: AuditEvent): string | null {
  const record = after ?? before ?? {};
  const key = ["name", "title", "text", "agent_code", "email", "role"].find(
    (field) => typeof record[field] === "string" && record[field] !== "",
  );
  return key ? String(record[key]) : null;
}

/** One line: the record's name, and for a change what became of its fields. */
export function summaryOf(event: AuditEvent, zone: string): string {
  const name = nameOf(event);
  if (event.action !== "update" || isSoftDeletion(event)) return name ?? "";
  const parts = changesOf(event, zone).map(
    ({ field, before, after }) => `${field.toLowerCase()} ${before ?? "empty"} to ${after ?? "empty"}`,
  );
  return [name, parts.join("; ")].filter(Boolean).join(": ");
}
