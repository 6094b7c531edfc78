import { describe, expect, it } from "vitest";
import type { Agent, HiredAgent } from "@/lib/api";
import { parseBudget } from "../components/agent-settings";
import { browse, joined, readCatalogueView } from "./browse";
import { recordOf } from "./record";

const agent = (code: string, extra: Partial<Agent> = {}): Agent =>
  ({
    code,
    name: code,
    tagline: "",
    summary: "",
    department: { slug: "sales", name: "Sales" },
    domain_tags: [],
    strengths: [],
    skills: [],
    price_cents_month: 1000,
    ...extra,
  }) as unknown as Agent;

const hired = (agent_code: string, up: number, down: number): HiredAgent =>
  ({ agent_code, statistics: { feedback_up: up, feedback_down: down } }) as unknown as HiredAgent;

const all = joined(
  [agent("A-01", { price_cents_month: 0 }), agent("B-01", { summary: "Ranks leads" }), agent("C-01")],
  [hired("C-01", 24, 2)],
);
const codes = (view: Parameters<typeof browse>[1]) => browse(all, view).map((item) => item.agent.code);

describe("the catalogue", () => {
  it("puts agents with a record first and the others in order of their codes", () => {
    expect(codes({})).toEqual(["C-01", "A-01", "B-01"]);
  });

  it("searches every word in all that is said of an agent", () => {
    expect(codes({ q: "leads rank" })).toEqual(["B-01"]);
    expect(codes({ q: "nobody" })).toEqual([]);
  });

  it("filters by status, price and department", () => {
    expect(codes({ hired: true })).toEqual(["C-01"]);
    expect(codes({ free: true })).toEqual(["A-01"]);
    expect(codes({ department: "legal" })).toEqual([]);
    expect(codes({ sort: "price" })[0]).toBe("A-01");
  });

  it("reads its view from an address and drops what it does not know", () => {
    expect(readCatalogueView({ q: "x", sort: "best", hired: "true", other: 1 })).toEqual({
      q: "x",
      hired: true,
    });
  });
});

describe("a record", () => {
  it("gives no share under 25 judgements", () => {
    expect(recordOf(hired("A-01", 20, 4)).share).toBeNull();
    expect(recordOf(undefined)).toEqual({ up: 0, judged: 0, share: null });
  });

  it("gives the share with its interval from 25 on", () => {
    const { share } = recordOf(hired("A-01", 20, 5));
    expect(share?.value).toBe(0.8);
    expect(share?.low).toBeLessThan(0.8);
    expect(share?.high).toBeGreaterThan(0.8);
  });
});

it.each([
  ["2.50", 2_500_000],
  ["2,5", 2_500_000],
  ["", null],
  ["0", 0],
  ["-1", undefined],
  ["much", undefined],
])("reads the budget %j as %s", (text, micros) => {
  expect(parseBudget(text)).toBe(micros);
});
