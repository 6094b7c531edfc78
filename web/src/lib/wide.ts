/** Widths at which a layout changes what it renders; useWide is where a list and its detail stand side by side. */
import { useCallback, useSyncExternalStore } from "react";

export function useMedia(condition: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const query = window.matchMedia(condition);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    [condition],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(condition).matches);
}

export const useWide = (): boolean => useMedia("(min-width: 1024px)");
