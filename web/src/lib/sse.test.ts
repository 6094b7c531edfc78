import { describe, expect, it } from "vitest";
import { SseParser } from "./sse";

describe("SseParser", () => {
  it("reads id, event and data of a whole message", () => {
    const parser = new SseParser();
    expect(parser.push('id: 3\nevent: delta\ndata: {"text":"a"}\n\n')).toEqual([
      { id: "3", event: "delta", data: '{"text":"a"}' },
    ]);
  });

  it("gives the same messages however the text is cut", () => {
    const text = "id: 1\r\nevent: start\r\ndata: one\r\n\r\nid: 2\r\ndata: two\r\ndata: lines\r\n\r\n";
    const expected = new SseParser().push(text);
    for (let size = 1; size < text.length; size += 1) {
      const parser = new SseParser();
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
        text.slice(n * size, n * size + size),
      );
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(expected);
    }
    expect(expected.map((message) => message.data)).toEqual(["one", "two\nlines"]);
  });

  it("ignores comments and messages without data", () => {
    expect(new SseParser().push(": heartbeat\n\nevent: empty\n\n")).toEqual([]);
  });

  it("keeps a colon and the second space inside the value", () => {
    expect(new SseParser().push("data:  a: b\n\n")[0]?.data).toBe(" a: b");
  });
});
