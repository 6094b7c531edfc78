/**
 * Server-sent events over fetch: POST to start, GET with Last-Event-ID to resume, abort to stop. Events reach the
 * listener in batches of one animation frame, each id once, also across reconnections.
 */
import { ApiProblem, problemFrom, writeHeaders } from "./api";
import { type SseMessage, SseParser } from "./sse";

export interface StreamEvent {
  /** The server's increasing number; resuming continues after it. */
  id: number;
  event: string;
  data: unknown;
}

export interface StreamOptions {
  /** Starts the stream with this body; without it the stream is opened by GET at resumeUrl. */
  start?: { url: string; body: unknown };
  /** Where to resume, once it is known (a start event may carry the interaction's id). */
  resumeUrl: (seen: readonly StreamEvent[]) => string | null;
  /** The last event already shown, so that a reload repeats nothing. */
  lastEventId?: number;
  onEvents: (events: StreamEvent[]) => void;
  /** The server has accepted the stream; its headers may name what was started. */
  onOpen?: (response: Response) => void;
  /** The connection was lost and is being taken up again; attempt counts from 1. */
  onReconnect?: (attempt: number) => void;
  signal?: AbortSignal;
}

const FINAL = new Set(["done", "error"]);
const BACKOFF_MS = [300, 800, 2_000, 5_000, 10_000];

/** Collects events and hands them over once a frame. */
class FrameBatch {
  private waiting: StreamEvent[] = [];
  private frame: number | null = null;

  constructor(private readonly deliver: (events: StreamEvent[]) => void) {}

  push(event: StreamEvent): void {
    this.waiting.push(event);
    this.frame ??= requestAnimationFrame(() => this.flush());
  }

  flush(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.waiting = [];
    this.deliver(events);
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** One stream across its connections: what was seen, where to go on, how often it failed in a row. */
class Follower {
  private readonly seen: StreamEvent[] = [];
  private readonly batch: FrameBatch;
  private lastId: number;
  private finished = false;
  failures = 0;

  constructor(private readonly options: StreamOptions) {
    this.lastId = options.lastEventId ?? 0;
    this.batch = new FrameBatch(options.onEvents);
  }

  get resumeUrl(): string | null {
    return this.options.resumeUrl(this.seen);
  }

  /** Connects and reads to the end of the connection; true when the final event was seen. */
  async connect(): Promise<boolean> {
    try {
      const response = await this.open();
      if (!response.ok) throw await problemFrom(response);
      this.options.onOpen?.(response);
      await this.read(response);
      return this.finished;
    } finally {
      this.batch.flush();
    }
  }

  private open(): Promise<Response> {
    const { start, signal } = this.options;
    const accept = { Accept: "text/event-stream" };
    const resume = this.resumeUrl;
    if (resume !== null) {
      const headers = { ...accept, "Last-Event-ID": String(this.lastId) };
      return fetch(resume, { credentials: "same-origin", signal, headers });
    }
    if (!start) throw new Error("A stream needs a start or an address to resume at.");
    const headers = { ...accept, ...writeHeaders(), "Content-Type": "application/json" };
    const body = JSON.stringify(start.body);
    return fetch(start.url, { method: "POST", credentials: "same-origin", signal, headers, body });
  }

  private async read(response: Response): Promise<void> {
    const parser = new SseParser();
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return;
      for (const message of parser.push(chunk.value)) this.accept(message);
    }
  }

  /** Heartbeats carry no id, and a resumed stream may repeat some: neither is handed on. */
  private accept(message: SseMessage): void {
    const id = Number.parseInt(message.id, 10);
    if (!(id > this.lastId)) return;
    this.lastId = id;
    this.failures = 0;
    this.finished ||= FINAL.has(message.event);
    const event = { id, event: message.event, data: JSON.parse(message.data) as unknown };
    this.seen.push(event);
    this.batch.push(event);
  }
}

/** True when another try may succeed: a lost connection, not an answer of the server. */
function mayRetry(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status >= 502;
}

/**
 * Follows a stream until its done or error event, an abort, or the last attempt. Resolves "finished" or "aborted".
 * Throws ApiProblem when the server refuses, or the last cause when every attempt failed. A start that was never
 * answered is not sent twice, because it may have been accepted.
 */
export async function followStream(options: StreamOptions): Promise<"finished" | "aborted"> {
  const follower = new Follower(options);
  for (;;) {
    let cause: unknown = new TypeError("The stream ended before its last event.");
    try {
      if (await follower.connect()) return "finished";
    } catch (error) {
      cause = error;
    }
    if (options.signal?.aborted) return "aborted";
    const wait = BACKOFF_MS[follower.failures];
    if (wait === undefined || follower.resumeUrl === null || !mayRetry(cause)) throw cause;
    follower.failures += 1;
    options.onReconnect?.(follower.failures);
    await pause(wait, options.signal);
    if (options.signal?.aborted) return "aborted";
  }
}
