/** True from 1024 px: where a list and its detail stand side by side. */
import { useSyncExternalStore } from "react";

const media = () => window.matchMedia("(min-width: 1024px)");

export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = media();
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => media().matches,
  );
}
