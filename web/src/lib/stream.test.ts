import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiProblem } from "./api";
import { followStream, type StreamEvent, type StreamOptions } from "./stream";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin = "";
let handlers: Handler[] = [];
let requests: { method: string; lastEventId: string | undefined }[] = [];

const frame = (id: number, event: string, data: unknown) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    const lastEventId = request.headers["last-event-id"];
    requests.push({
      method: request.method ?? "",
      lastEventId: Array.isArray(lastEventId) ? lastEventId[0] : lastEventId,
    });
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    handlers.shift()?.(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const streamed =
  (text: string, end: "end" | "cut" = "end"): Handler =>
  (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(text, () => {
      if (end === "end") response.end();
      else response.destroy();
    });
  };

function follow(extra: Partial<StreamOptions> = {}) {
  const events: StreamEvent[] = [];
  const batches: number[] = [];
  const outcome = followStream({
    start: { url: `${origin}/start`, body: { message: "hi" } },
    resumeUrl: (seen) => (seen.length > 0 ? `${origin}/resume` : null),
    onEvents: (batch) => {
      batches.push(batch.length);
      events.push(...batch);
    },
    ...extra,
  });
  return { events, batches, outcome };
}

describe("followStream", () => {
  it("hands over the events of a finished stream in order", async () => {
    handlers = [streamed(frame(1, "start", {}) + frame(2, "delta", { text: "a" }) + frame(3, "done", {}))];
    const { events, outcome } = follow();
    expect(await outcome).toBe("finished");
    expect(events.map((event) => event.event)).toEqual(["start", "delta", "done"]);
  });

  it("resumes after the last event when the connection is lost, and repeats none", async () => {
    handlers = [
      streamed(frame(1, "start", {}) + frame(2, "delta", { text: "a" }), "end"),
      streamed(frame(2, "delta", { text: "a" }) + frame(3, "delta", { text: "b" }) + frame(4, "done", {})),
    ];
    const { events, outcome } = follow();
    await outcome;
    expect(events.map((event) => event.id)).toEqual([1, 2, 3, 4]);
    expect(requests).toEqual([
      { method: "POST", lastEventId: undefined },
      { method: "GET", lastEventId: "2" },
    ]);
  });

  it("joins events of one chunk into one delivery", async () => {
    handlers = [streamed(frame(1, "start", {}) + frame(2, "delta", {}) + frame(3, "done", {}))];
    const { batches, outcome } = follow();
    await outcome;
    expect(batches).toEqual([3]);
  });

  it("throws the server's problem and does not ask again", async () => {
    handlers = [
      (_request, response) => {
        response.writeHead(422, { "Content-Type": "application/problem+json" });
        response.end(JSON.stringify({ code: "budget.reached", detail: "Budget reached." }));
      },
    ];
    const { outcome } = follow();
    await expect(outcome).rejects.toMatchObject({ code: "budget.reached", status: 422 });
    await expect(outcome).rejects.toBeInstanceOf(ApiProblem);
    expect(requests).toHaveLength(1);
  });

  it("does not send a start twice when no event ever came", async () => {
    handlers = [streamed("", "cut")];
    await expect(follow().outcome).rejects.toThrow();
    expect(requests).toHaveLength(1);
  });

  it("ends as aborted when stopped", async () => {
    const stop = new AbortController();
    handlers = [
      (_request, response) => {
        response.writeHead(200, { "Content-Type": "text/event-stream" });
        response.write(frame(1, "start", {}), () => stop.abort());
      },
    ];
    expect(await follow({ signal: stop.signal }).outcome).toBe("aborted");
  });
});
