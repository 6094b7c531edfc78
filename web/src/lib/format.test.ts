import { describe, expect, it } from "vitest";
import { bytes, clock, duration, initials, money, moneyParts, plural, when } from "./format";

const ink = (micros: number) =>
  moneyParts(micros, { currency: "AUD", locale: "en-AU" })
    .filter((part) => part.kind === "ink")
    .map((part) => part.text)
    .join("");

describe("money", () => {
  it.each([
    [38_420_000, "A$38.42", "38"],
    [4_200, "A$0.0042", "42"],
    [31_000, "A$0.0310", "310"],
    [42, "A$0.000042", "42"],
    [18_400_000_000, "A$18,400.00", "18,400"],
    [0, "A$0", "0"],
    [-2_100, "−A$0.0021", "−21"],
  ])("writes %d micros as %s with the ink on %s", (micros, whole, inked) => {
    expect(money(micros, { currency: "AUD", locale: "en-AU" })).toBe(whole);
    expect(ink(micros)).toBe(inked);
  });

  it("calls an unknown price unpriced, never zero", () => {
    expect(money(null)).toBe("unpriced");
  });
});

describe("times", () => {
  const now = new Date("2026-11-20T00:00:00Z"); // 11:00 in Sydney
  it.each([
    ["2026-11-19T23:42:00Z", "10:42"],
    ["2026-11-17T03:00:00Z", "Tue 14:00"],
    ["2026-10-18T03:00:00Z", "18 Oct"],
    ["2025-11-18T03:00:00Z", "18 Nov 2025"],
  ])("shows %s as %s in the organization's zone", (at, text) => {
    expect(when(at, "Australia/Sydney", now)).toBe(text);
  });

  it("writes midnight as 00:00, not 24:00", () => {
    expect(clock("2026-11-20T00:00:00Z", "UTC")).toBe("00:00");
  });
});

describe("durations and sizes", () => {
  it.each([
    [400, "0.4 s"],
    [59_960, "1 min"],
    [14 * 60_000, "14 min"],
    [78 * 60_000, "1 h 18 min"],
    [72 * 3_600_000, "3 d"],
  ])("shows %d ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it("shows sizes in decimal units", () => {
    expect([bytes(999), bytes(12_345), bytes(3_400_000)]).toEqual(["999 B", "12 kB", "3.4 MB"]);
  });
});

it("counts in words", () => {
  expect([plural(1, "agent"), plural(2, "memory", "memories")]).toEqual(["1 agent", "2 memories"]);
});

it("takes two letters of a name and skips signs", () => {
  expect(["Mara Okafor", "Kestrel & Vale", "Ada", ""].map(initials)).toEqual(["MO", "KV", "A", "?"]);
});
