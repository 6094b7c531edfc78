/** What the top bar and the browser tab say about the page. */
import { useEffect, useSyncExternalStore } from "react";

let trail: readonly string[] = [];
const listeners = new Set<() => void>();

function set(next: readonly string[]): void {
  trail = next;
  document.title = [...next.toReversed(), "Directorate"].join(" · ");
  for (const listener of listeners) listener();
}

/** Names the page: its place from the outside in, such as "Agents", "ONBOARD-01". */
export function usePageTitle(...crumbs: string[]): void {
  const key = crumbs.join("\u0000");
  useEffect(() => {
    set(key.split("\u0000"));
  }, [key]);
}

export function useTrail(): readonly string[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => trail,
  );
}
