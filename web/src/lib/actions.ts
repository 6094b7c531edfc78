/**
 * The one registry of what a person can do: it feeds the shortcut handlers, the tooltips, the command palette and
 * the help sheet. A page adds its own with useAction; they leave with the page.
 */
import type { LucideIcon } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Action {
  id: string;
  label: string;
  group: string;
  /** "c", "mod+k", or a sequence "g i". */
  keys?: string;
  icon?: LucideIcon;
  keywords?: string;
  /** Left out of the palette, such as "next row". */
  keysOnly?: boolean;
  run: () => void;
}

const SEQUENCE_MS = 900;
const registry = new Map<string, Action>();
const listeners = new Set<() => void>();
let snapshot: readonly Action[] = [];
let pending: { key: string; at: number } | null = null;

function changed(): void {
  snapshot = [...registry.values()];
  for (const listener of listeners) listener();
}

export function registerAction(action: Action): () => void {
  registry.set(action.id, action);
  changed();
  return () => {
    if (registry.get(action.id) !== action) return;
    registry.delete(action.id);
    changed();
  };
}

export function keysOf(id: string): string | undefined {
  return registry.get(id)?.keys;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function keyOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** The action a key press means, given the press before it; exported for the tests. */
export function match(key: string, before: string | null): Action | undefined {
  const wanted = before === null ? key : `${before} ${key}`;
  return snapshot.find((action) => action.keys === wanted);
}

export function handleKey(event: KeyboardEvent): void {
  const key = keyOf(event);
  const modified = key.startsWith("mod+");
  if (event.defaultPrevented || event.altKey || (isTyping(event.target) && !modified)) return;
  if (document.querySelector("[role=dialog],[role=menu]") && !modified) return;
  const before = pending && event.timeStamp - pending.at < SEQUENCE_MS ? pending.key : null;
  const action = (before ? match(key, before) : undefined) ?? match(key, null);
  pending = null;
  if (action) {
    event.preventDefault();
    action.run();
  } else if (snapshot.some((candidate) => candidate.keys?.startsWith(`${key} `))) {
    pending = { key, at: event.timeStamp };
  }
}

/** Listens on the document; called once by the shell. */
export function listenForKeys(): () => void {
  document.addEventListener("keydown", handleKey);
  return () => document.removeEventListener("keydown", handleKey);
}

/** Registers an action while the component is mounted and enabled; run always sees the newest closure. */
export function useAction(action: Action, enabled = true): void {
  const run = useRef(action.run);
  run.current = action.run;
  const { id, label, group, keys, icon, keywords, keysOnly } = action;
  useEffect(() => {
    if (!enabled) return undefined;
    return registerAction({ id, label, group, keys, icon, keywords, keysOnly, run: () => run.current() });
  }, [enabled, id, label, group, keys, icon, keywords, keysOnly]);
}

/** Registers a list at once, such as one action a hired agent; the list should be memoized. */
export function useActionList(actions: readonly Action[]): void {
  useEffect(() => {
    const removals = actions.map(registerAction);
    return () => {
      for (const remove of removals) remove();
    };
  }, [actions]);
}

export function useActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

/** The caps to print: "mod+k" is one, ["Ctrl K"], and the sequence "g i" is two. */
export function keyCaps(keys: string): string[] {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "Cmd" : "Ctrl";
  const name = (key: string) => (key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1));
  const cap = (chord: string) =>
    chord
      .split("+")
      .map((key) => (key === "mod" ? mod : name(key)))
      .join(" ");
  return keys.split(" ").map(cap);
}
