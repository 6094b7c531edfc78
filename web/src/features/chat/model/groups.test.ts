import { describe, expect, it } from "vitest";
import { agoLabel, groupOf, groupSessions } from "./groups";

const now = new Date("2026-11-21T13:00:00Z");

describe("conversations by when they were used", () => {
  it.each([
    ["2026-11-21T00:10:00Z", "UTC", "Today"],
    ["2026-11-20T23:50:00Z", "UTC", "This week"],
    ["2026-11-15T08:00:00Z", "UTC", "This week"],
    ["2026-11-14T23:59:00Z", "UTC", "Earlier"],
    // It is already the 22nd in Sydney.
    ["2026-11-21T12:00:00Z", "Australia/Sydney", "This week"],
    ["2026-11-21T13:00:00Z", "Australia/Sydney", "Today"],
  ])("puts %s in %s under %s", (at, zone, group) => {
    expect(groupOf(at, zone, now)).toBe(group);
  });

  it("leaves out empty groups and keeps the order within one", () => {
    const session = (id: string, updated_at: string) => ({
      id,
      title: id,
      agent_code: "DATA-02",
      created_at: updated_at,
      updated_at,
      running: false,
    });
    const groups = groupSessions(
      [
        session("b", "2026-11-21T12:00:00Z"),
        session("a", "2026-11-21T09:00:00Z"),
        session("c", "2026-10-01T09:00:00Z"),
      ],
      "UTC",
      now,
    );
    expect(groups.map(({ name, sessions }) => [name, sessions.map(({ id }) => id)])).toEqual([
      ["Today", ["b", "a"]],
      ["Earlier", ["c"]],
    ]);
  });

  it.each([
    ["2026-11-21T12:59:40Z", "now"],
    ["2026-11-21T12:14:00Z", "46 min"],
    ["2026-11-21T09:30:00Z", "3 h"],
    ["2026-11-17T09:30:00Z", "Tue"],
    ["2026-11-01T09:30:00Z", "1 Nov"],
  ])("says %s as %s", (at, label) => {
    expect(agoLabel(at, "UTC", now)).toBe(label);
  });
});
