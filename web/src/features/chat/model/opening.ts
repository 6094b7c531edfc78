/** What the address may say about a conversation that has not begun. */

export interface Opening {
  /** Whom to ask. */
  agent?: string;
  /** What to ask, ready in the composer. */
  ask?: string;
  /** Names of the organization's files that go along. */
  files?: string[];
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export function readOpening(search: Record<string, unknown>): Opening {
  const files = Array.isArray(search.files) ? search.files.filter((name) => typeof name === "string") : [];
  const agent = text(search.agent);
  const ask = text(search.ask);
  return { ...(agent ? { agent } : {}), ...(ask ? { ask } : {}), ...(files.length > 0 ? { files } : {}) };
}
