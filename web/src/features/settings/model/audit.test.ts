import { expect, test } from "vitest";
import type { AuditEvent } from "../api";
import { changesOf, summaryOf, thingOf, verbOf } from "./audit";

function event(part: Partial<AuditEvent>): AuditEvent {
  const actor = { kind: "user", id: "u1", label: "Mara" };
  const base = { id: "e1", at: "2026-11-21T00:00:00Z", actor, entity_id: "x", before: null, after: null };
  return { ...base, action: "update", entity: "organizations", ...part };
}

test("a change names the fields that differ and leaves the database's own columns out", () => {
  const change = event({
    before: { id: "1", name: "Harlow", time_zone: "UTC", updated_at: "a" },
    after: { id: "1", name: "Harlow & Co", time_zone: "UTC", updated_at: "b" },
  });
  expect(changesOf(change, "UTC")).toEqual([{ field: "Name", before: "Harlow", after: "Harlow & Co" }]);
  expect(summaryOf(change, "UTC")).toBe("Harlow & Co: name Harlow to Harlow & Co");
});

test("an addition is named by what was added, without empty fields", () => {
  const added = event({
    action: "insert",
    entity: "hired_agents",
    after: { agent_code: "DATA-02", model: null, settings: { instructions: "", output_format: "markdown" } },
  });
  expect([verbOf(added), thingOf(added), summaryOf(added, "UTC")]).toEqual([
    "added",
    "hired agent",
    "DATA-02",
  ]);
  expect(changesOf(added, "UTC")).toEqual([
    { field: "Agent code", before: null, after: "DATA-02" },
    { field: "Settings", before: null, after: "output format markdown" },
  ]);
});

test("a record that is marked as deleted reads as removed", () => {
  const marked = event({
    entity: "memories",
    before: { text: "Calls before noon", deleted_at: null },
    after: { text: "Calls before noon", deleted_at: "2026-11-21T00:00:00Z" },
  });
  expect([verbOf(marked), thingOf(marked), summaryOf(marked, "UTC")]).toEqual([
    "removed",
    "memory",
    "Calls before noon",
  ]);
});

test("a reference is shown by its name, and a moment in the organization's zone", () => {
  const given = event({
    entity: "inbox_tasks",
    before: { title: "Call", assignee: null, assignee_kind: null, assignee_name: null, due_at: null },
    after: {
      title: "Call",
      assignee: "01a1",
      assignee_kind: "user",
      assignee_name: "Tess",
      due_at: "2020-01-02T10:00:00Z",
    },
  });
  expect(changesOf(given, "UTC")).toEqual([
    { field: "Assignee", before: null, after: "Tess" },
    { field: "Due at", before: null, after: "2 Jan 2020" },
  ]);
});
