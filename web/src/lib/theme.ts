/** Dark (the default), light, or the system's choice. index.html applies it before the first paint. */
import { useSyncExternalStore } from "react";

export const THEMES = ["dark", "light", "system"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "directorate.theme";
const listeners = new Set<() => void>();

export function theme(): Theme {
  const stored = localStorage.getItem(KEY);
  return THEMES.find((choice) => choice === stored) ?? "dark";
}

function isLight(choice: Theme): boolean {
  return choice === "light" || (choice === "system" && matchMedia("(prefers-color-scheme: light)").matches);
}

function apply(): void {
  document.documentElement.classList.toggle("dark", !isLight(theme()));
  for (const listener of listeners) listener();
}

export function setTheme(choice: Theme): void {
  localStorage.setItem(KEY, choice);
  apply();
}

/** Dark becomes light and back; a system choice becomes the opposite of what is shown. */
export function toggleTheme(): void {
  setTheme(isLight(theme()) ? "dark" : "light");
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: light)");
  listeners.add(listener);
  media.addEventListener("change", apply);
  return () => {
    listeners.delete(listener);
    media.removeEventListener("change", apply);
  };
}

export function useTheme(): { theme: Theme; setTheme: (choice: Theme) => void } {
  return { theme: useSyncExternalStore(subscribe, theme), setTheme };
}
