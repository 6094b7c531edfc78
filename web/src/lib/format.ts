/** Numbers, money, durations and times in the reader's locale and the organization's zone. */

const LOCALE: string | undefined = typeof navigator === "undefined" ? "en" : navigator.language;
export const MICROS = 1_000_000;

/** One run of an amount: minor runs (currency, insignificant digits) step back, the others carry ink. */
export interface MoneyPart {
  text: string;
  kind: "currency" | "minor" | "ink";
}

export interface MoneyOptions {
  currency?: string;
  /** Digits after the point; by default four for model cost below one, else two, and none for whole amounts when asked. */
  decimals?: number;
  locale?: string;
}

function decimalsFor(amount: number): number {
  const size = Math.abs(amount);
  if (size === 0) return 0;
  if (size >= 1) return 2;
  return size < 0.0001 ? 6 : 4;
}

/** $, A$, EUR's sign: always told apart, whatever the reader's own dollar is. */
function currencySymbol(currency: string): string {
  const parts = new Intl.NumberFormat("en-US", { style: "currency", currency }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** Splits an amount in micro-units into runs: A$ 38 .42 with the ink on 38; A$ 0.00 42 with the ink on 42. */
export function moneyParts(micros: number, options: MoneyOptions = {}): MoneyPart[] {
  const { currency = "USD", locale = LOCALE } = options;
  const amount = micros / MICROS;
  const digits = options.decimals ?? decimalsFor(amount);
  const figure = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).formatToParts(Math.abs(amount));
  const symbol: MoneyPart = { text: currencySymbol(currency), kind: "currency" };
  const sign: MoneyPart[] = amount < 0 ? [{ text: "−", kind: "ink" }] : [];
  const joined = figure.map((part) => part.value).join("");
  const split = splitInk(figure, joined);
  return [...sign, symbol, ...split.filter((part) => part.text !== "")];
}

function splitInk(figure: Intl.NumberFormatPart[], joined: string): MoneyPart[] {
  const whole = figure.filter((part) => part.type === "integer" || part.type === "group");
  const head = whole.map((part) => part.value).join("");
  if (head !== "0" || joined === head) {
    return [
      { text: head, kind: "ink" },
      { text: joined.slice(head.length), kind: "minor" },
    ];
  }
  const first = joined.search(/[1-9]/);
  if (first < 0) return [{ text: joined, kind: "ink" }];
  return [
    { text: joined.slice(0, first), kind: "minor" },
    { text: joined.slice(first), kind: "ink" },
  ];
}

/** An amount as one string, for labels; null is a model without a price, never zero. */
export function money(micros: number | null, options: MoneyOptions = {}): string {
  if (micros === null) return "unpriced";
  return moneyParts(micros, options)
    .map((part) => part.text)
    .join("");
}

export const microsFromCents = (cents: number): number => cents * 10_000;

export function number(value: number, decimals = 0): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(LOCALE, digits).format(value).replace("-", "−");
}

/** 100k: only for counts in navigation. */
export function compact(value: number): string {
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 })
    .format(value)
    .toLowerCase();
}

/** A share between 0 and 1 as 97.1%. */
export function percent(share: number, decimals = 1): string {
  return `${number(share * 100, decimals)}%`;
}

/** 1 agent, 2 agents. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** 12 ms, 0.4 s, 14 min, 1 h 18 min, 3 d. */
export function duration(ms: number): string {
  if (ms < 50) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${number(seconds, 1)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** 12 kB, 3.4 MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${number(size / 1000)} kB`;
  return `${number(size / 1_000_000, 1)} MB`;
}

const DAY_MS = 86_400_000;

/** The calendar day in a zone as YYYY-MM-DD, to compare days without arithmetic on offsets. */
function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
}

export function clock(iso: string | Date, zone = "UTC"): string {
  const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone } as const;
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(iso));
}

/** Today 10:42, this week Tue 14:00, otherwise 18 Nov (with the year when it is another one). */
export function when(iso: string | Date, zone = "UTC", now: Date = new Date()): string {
  const at = new Date(iso);
  if (dayIn(zone, at) === dayIn(zone, now)) return clock(at, zone);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  if (Math.abs(now.getTime() - at.getTime()) < 6 * DAY_MS)
    return `${part({ weekday: "short" })} ${clock(at, zone)}`;
  const sameYear =
    part({ year: "numeric" }) ===
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric" }).format(now);
  return part({ day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
}

/** Thursday, 20 November */
export function longDate(at: Date, zone = "UTC"): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  return `${part({ weekday: "long" })}, ${part({ day: "numeric" })} ${part({ month: "long" })}`;
}

/** The exact moment in UTC, for titles. */
export function utc(iso: string | Date): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** AEDT, CET, UTC: the zone's short name, printed once a page. */
export function zoneName(zone: string, at: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-AU", { timeZone: zone, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Two letters for a person or an organization. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
