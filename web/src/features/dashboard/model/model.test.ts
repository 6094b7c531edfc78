import { describe, expect, it } from "vitest";
import type { DashboardStats, Task } from "@/lib/api";
import { limitFits, scaleTo } from "./scale";
import { byDeadline, trueSentence } from "./sentence";

const now = new Date("2026-11-21T10:00:00Z");
const task = (title: string, due: string | null, created_at = "2026-11-20T10:00:00Z") =>
  ({ title, due, created_at }) as Task;
const worker = (working_now: number) => ({ working_now }) as DashboardStats["workforce"][number];

describe("the sentence under the date", () => {
  it.each([
    [[worker(1), worker(0)], [], "One agent is working. Nothing waits for you."],
    [[worker(0)], [task("a", null)], "No agent is working. One task waits for you."],
    [
      [worker(2), worker(1)],
      [task("a", "2026-11-21T12:00:00Z"), task("b", null)],
      "Two agents are working. Two tasks wait for you, one due within a day.",
    ],
    [[], [], "No agent is hired yet. Nothing waits for you."],
    [undefined, undefined, ""],
  ])("says what is true", (workforce, open, sentence) => {
    expect(trueSentence(workforce, open, now)).toBe(sentence);
  });

  it("orders tasks by deadline, those without one last", () => {
    const list = [
      task("none", null),
      task("late", "2026-11-23T10:00:00Z"),
      task("soon", "2026-11-21T11:00:00Z"),
    ];
    expect(byDeadline(list).map(({ title }) => title)).toEqual(["soon", "late", "none"]);
  });
});

describe("the axis of the chart", () => {
  it.each([
    [6, true, [0, 5, 10]],
    [0.0893, false, [0, 0.05, 0.1]],
    [48, false, [0, 50]],
    [1, true, [0, 1]],
    [0, true, [0, 1, 2]],
  ])("covers %s in round steps", (most, whole, ticks) => {
    expect(scaleTo(most, whole).ticks).toEqual(ticks);
  });

  it("draws a limit only where the bars stay readable", () => {
    expect(limitFits(10, 5)).toBe(true);
    expect(limitFits(10, 0.1)).toBe(false);
    expect(limitFits(null, 5)).toBe(false);
  });
});
