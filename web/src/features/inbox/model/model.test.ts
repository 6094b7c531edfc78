import { expect, test } from "vitest";
import type { Task } from "@/lib/api";
import { dueOf, momentIn, nearness } from "./due";
import { isFor, plainText, refsOf } from "./task";

test("a wall clock in the organization's zone becomes the right moment, summer and winter", () => {
  expect(momentIn("Australia/Sydney", "2026-11-24", "17:00")).toBe("2026-11-24T06:00:00.000Z");
  expect(momentIn("Australia/Sydney", "2026-06-24", "17:00")).toBe("2026-06-24T07:00:00.000Z");
  expect(momentIn("America/New_York", "2026-03-08", "01:30")).toBe("2026-03-08T06:30:00.000Z");
});

test("a due day without a time is sent as a day, and no day as nothing", () => {
  expect(dueOf("UTC", "2026-11-24", "")).toBe("2026-11-24");
  expect(dueOf("UTC", "", "12:00")).toBeNull();
  expect(dueOf("UTC", "2026-11-24", "12:00")).toBe("2026-11-24T12:00:00.000Z");
});

test("nearness tells late from soon from later", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  expect(nearness("2026-11-24T11:00:00Z", now)).toEqual({ kind: "late", words: "1 h late" });
  expect(nearness("2026-11-24T12:48:00Z", now)).toEqual({ kind: "soon", words: "in 48 min" });
  expect(nearness("2026-11-27T12:00:00Z", now)).toEqual({ kind: "later", words: "in 3 d" });
});

test("the body loses its marks and keeps its lines", () => {
  expect(plainText("## Steps\n\n1. Call **Dana**\n2. Open `leads.csv`\n* stays * as it is")).toBe(
    "Steps\n\n1. Call Dana\n2. Open leads.csv\n* stays * as it is",
  );
});

test("references that lead somewhere are told apart from those that only say something", () => {
  expect(refsOf({ file_ids: ["f1", "f2"], client_name: "Bluegum", empty: null, tags: ["a", "b"] })).toEqual([
    { kind: "file", name: "File", id: "f1" },
    { kind: "file", name: "File", id: "f2" },
    { kind: "text", name: "Client name", text: "Bluegum" },
    { kind: "text", name: "Tags", text: "a, b" },
  ]);
});

test("the assignee filter knows everybody, me, nobody and one other", () => {
  const mine = { assignee: { kind: "user", id: "u1", name: "Mara" } } as Task;
  const open = { assignee: null } as Task;
  const filter = (wanted: string | undefined) => [mine, open].map((task) => isFor(task, wanted, "u1"));
  expect(filter(undefined)).toEqual([true, true]);
  expect(filter("me")).toEqual([true, false]);
  expect(filter("nobody")).toEqual([false, true]);
  expect(filter("DATA-02")).toEqual([false, false]);
});
