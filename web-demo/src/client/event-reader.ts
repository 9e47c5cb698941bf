/** One event of a stream, as `text/event-stream` has it. */
export interface StreamEvent {
  /** `message` if the server gave it no name. */
  readonly name: string;
  readonly data: string;
}

/**
 * Takes events out of the text of a stream, wherever it is cut into pieces. A line that is a comment, as a heartbeat is, is no
 * event.
 */
export class EventReader {
  #rest = "";
  #name = "message";
  #data: string[] = [];

  /** The events that are whole with this piece. */
  read(piece: string): readonly StreamEvent[] {
    const events: StreamEvent[] = [];
    const lines = (this.#rest + piece).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#line(line.endsWith("\r") ? line.slice(0, -1) : line);
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  #line(line: string): StreamEvent | undefined {
    if (line === "") return this.#end();
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === "event") this.#name = value ?? "";
    if (field === "data") this.#data.push(value ?? "");
    return undefined;
  }

  #end(): StreamEvent | undefined {
    const event = { name: this.#name, data: this.#data.join("\n") };
    const isEvent = this.#data.length > 0;
    this.#name = "message";
    this.#data = [];
    return isEvent ? event : undefined;
  }
}
