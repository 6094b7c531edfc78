/** How the catalogue is narrowed down and ordered; all of it stands in the address. */
import type { Agent, HiredAgent } from "@/lib/api";
import { recordOf } from "./record";

export const SORTS = ["record", "name", "price"] as const;
export type Sort = (typeof SORTS)[number];
export const SORT_WORDS: Record<Sort, string> = {
  record: "Best record",
  name: "Name",
  price: "Lowest price",
};

export interface CatalogueView {
  q?: string;
  department?: string;
  sort?: Sort;
  /** Only those hired, only those that cost nothing. */
  hired?: true;
  free?: true;
  /** The agent in the side panel. */
  agent?: string;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);
const flag = (value: unknown): true | undefined => (value === true || value === "true" ? true : undefined);

export function readCatalogueView(search: Record<string, unknown>): CatalogueView {
  const view: CatalogueView = {
    q: text(search.q),
    department: text(search.department),
    sort: SORTS.find((sort) => sort === search.sort),
    hired: flag(search.hired),
    free: flag(search.free),
    agent: text(search.agent),
  };
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
}

export interface Listed {
  agent: Agent;
  hired: HiredAgent | undefined;
}

function words({ agent }: Listed): string {
  const { code, name, tagline, summary, department, domain_tags, strengths, skills } = agent;
  const parts = [code, name, tagline, summary, department.name, ...domain_tags, ...strengths, ...skills];
  return parts.join(" ").toLowerCase();
}

/** Agents without a record sort last, then by code. */
const ORDERS: Record<Sort, (a: Listed, b: Listed) => number> = {
  record: (a, b) => (recordOf(b.hired).share?.low ?? -1) - (recordOf(a.hired).share?.low ?? -1),
  name: (a, b) => a.agent.name.localeCompare(b.agent.name),
  price: (a, b) => a.agent.price_cents_month - b.agent.price_cents_month,
};

export function browse(listed: readonly Listed[], view: CatalogueView): Listed[] {
  const wanted = (view.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (item: Listed) =>
    (!view.department || item.agent.department.slug === view.department) &&
    (!view.hired || item.hired !== undefined) &&
    (!view.free || item.agent.price_cents_month === 0) &&
    wanted.every((word) => words(item).includes(word));
  const order = ORDERS[view.sort ?? "record"];
  return listed
    .filter(fits)
    .toSorted(
      (a, b) => order(a, b) || a.agent.code.localeCompare(b.agent.code, undefined, { sensitivity: "base" }),
    );
}

export function joined(catalogue: readonly Agent[], hired: readonly HiredAgent[] = []): Listed[] {
  return catalogue.map((agent) => ({ agent, hired: hired.find((one) => one.agent_code === agent.code) }));
}
