/** An incremental parser of the event-stream format (WHATWG HTML, section 9.2.6), for text in any chunks. */

export interface SseMessage {
  id: string;
  event: string;
  data: string;
}

export class SseParser {
  private rest = "";
  private id = "";
  private event = "";
  private data: string[] = [];

  /** Takes the next piece of text and answers the messages it completes. Comments (heartbeats) yield nothing. */
  push(chunk: string): SseMessage[] {
    const text = this.rest + chunk;
    // A lone CR at the end may be half of CRLF: keep it for the next piece.
    const holdsReturn = text.endsWith("\r");
    const lines = (holdsReturn ? text.slice(0, -1) : text).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? "") + (holdsReturn ? "\r" : "");
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): SseMessage[] {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.data.push(value);
    if (field === "event") this.event = value;
    if (field === "id") this.id = value;
    return [];
  }

  private dispatch(): SseMessage[] {
    const data = this.data;
    const event = this.event || "message";
    this.data = [];
    this.event = "";
    return data.length === 0 ? [] : [{ id: this.id, event, data: data.join("\n") }];
  }
}
