/** The typed client over the generated paths. Sends the CSRF token on writes and throws ApiProblem on failure. */
import createClient, { type Middleware } from "openapi-fetch";
import { problemFrom } from "./problem";
import type { Paths } from "./types";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The CSRF token the server keeps in a readable cookie; empty when signed out. */
export function csrfToken(cookies: string = document.cookie): string {
  const pair = cookies.split("; ").find((entry) => entry.startsWith("directorate_csrf="));
  return pair ? decodeURIComponent(pair.slice("directorate_csrf=".length)) : "";
}

/** Headers every unsafe request carries. */
export function writeHeaders(): Record<string, string> {
  const token = csrfToken();
  return token ? { "X-CSRF-Token": token } : {};
}

const protect: Middleware = {
  onRequest({ request }) {
    if (SAFE.has(request.method)) return;
    for (const [name, value] of Object.entries(writeHeaders())) request.headers.set(name, value);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemFrom(response);
  },
};

export const api = createClient<Paths>({ baseUrl: window.location.origin, credentials: "same-origin" });
api.use(protect);

/** The body of a successful call. Failures never get here: the middleware has thrown them. */
export async function unwrap<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** Sends one file with progress-free fetch; multipart is the one body openapi-fetch does not serialize. */
export async function upload<T>(path: string, file: File): Promise<T> {
  const body = new FormData();
  body.append("file", file);
  const response = await fetch(path, {
    method: "POST",
    body,
    headers: writeHeaders(),
    credentials: "same-origin",
  });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as T;
}
