import type { Difference, Span } from "../../http/index.ts";

/** An insert of rich text; plain text is one without attributes. */
export interface Insert {
  readonly insert: string | Readonly<Record<string, unknown>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A part of a document that is a sequence, and what is known of it. */
export interface Piece extends Insert {
  /** The operation that wrote it, or took it away. */
  readonly by?: Pick<Span, "author" | "revision" | "time">;
  /** What happened to it between two moments. */
  readonly change?: "added" | "removed" | "formatted";
}

/** How a type counts: in UTF-16 code units, or in code points. An embed is one. */
export type Unit = "utf16" | "code-point";

type Step = { readonly retain: number; readonly attributes?: Insert["attributes"] } | { readonly delete: number } | Insert;

/** The whole of a document in pieces, each with who wrote it. */
export function attributed(content: readonly Insert[], spans: readonly Span[], unit: Unit): Piece[] {
  const reader = new Reader(content, unit);
  const pieces: Piece[] = [];
  for (const span of spans) {
    pieces.push(...reader.take(span.from - reader.at));
    pieces.push(...reader.take(span.to - span.from).map((each) => ({ ...each, ...by(span) })));
  }
  return [...pieces, ...reader.rest()];
}

/** Both documents of a difference in one: what stayed, what was added and what was taken away, where it was. */
export function merged(before: readonly Insert[], { op, added, removed }: Pick<Difference, "op" | "added" | "removed">, unit: Unit): Piece[] {
  const reader = new Reader(before, unit);
  const pieces: Piece[] = [];
  let written = 0;
  for (const step of stepsOf(op, unit)) {
    if ("retain" in step) {
      const kept = reader.take(step.retain);
      pieces.push(...(step.attributes === undefined ? kept : kept.map((each) => formatted(each, step.attributes))));
      written += step.retain;
    } else if ("delete" in step) {
      const at = reader.at;
      pieces.push(...marked(reader.take(step.delete), "removed", removed, at, unit));
    } else {
      pieces.push(...marked([step], "added", added, written, unit));
      written += lengthOf(step, unit);
    }
  }
  return [...pieces, ...reader.rest()];
}

/** The steps of an operation on text, of either type, or on rich text. */
function stepsOf(op: unknown, unit: Unit): Step[] {
  return (Array.isArray(op) ? op : []).map((component: unknown): Step => {
    if (typeof component === "number") return { retain: component };
    if (typeof component === "string") return { insert: component };
    const { d, ...step } = component as Record<string, unknown>;
    if (d === undefined) return step as Step;
    return { delete: typeof d === "string" ? lengthOf({ insert: d }, unit) : Number(d) };
  });
}

/** Cuts what changed where the author changes. */
function marked(inserts: readonly Insert[], change: "added" | "removed", spans: readonly Span[], at: number, unit: Unit): Piece[] {
  const reader = new Reader(inserts, unit);
  const pieces: Piece[] = [];
  const end = at + inserts.reduce((sum, each) => sum + lengthOf(each, unit), 0);
  for (let index = firstAfter(spans, at); index < spans.length; index++) {
    const span = spans[index] as Span;
    if (span.from >= end) break;
    const from = Math.max(0, span.from - at);
    pieces.push(...reader.take(from - reader.at).map((each) => ({ ...each, change })));
    pieces.push(...reader.take(span.to - at - reader.at).map((each) => ({ ...each, change, ...by(span) })));
  }
  return [...pieces, ...reader.rest().map((each) => ({ ...each, change }))];
}

/** The first of some spans in order that ends after a place. */
function firstAfter(spans: readonly Span[], at: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pieces that look the same made one, as long as one follows the other. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last !== undefined && typeof last.insert === "string" && typeof piece.insert === "string" && looks(last) === looks(piece)) {
      whole[whole.length - 1] = { ...piece, insert: last.insert + piece.insert };
    } else whole.push(piece);
  }
  return whole;
}

function looks({ attributes, by, change }: Piece): string {
  return JSON.stringify([attributes ?? {}, by?.author ?? null, change ?? null]);
}

function formatted({ insert, attributes = {} }: Insert, change: Insert["attributes"]): Piece {
  const after = Object.entries({ ...attributes, ...change }).filter(([, value]) => value !== null);
  return { insert, attributes: Object.fromEntries(after), change: "formatted" };
}

function by({ author, revision, time }: Span): Pick<Piece, "by"> {
  return author === undefined ? {} : { by: { author, ...(revision !== undefined && { revision }), ...(time !== undefined && { time }) } };
}

/** How long an insert is. */
function lengthOf({ insert }: Insert, unit: Unit): number {
  if (typeof insert !== "string") return 1;
  if (unit === "utf16") return insert.length;
  let length = 0;
  for (const _ of insert) length++;
  return length;
}

/** Reads inserts from the left, in pieces of any length. */
class Reader {
  /** How much was read, in units. */
  at = 0;
  #index = 0;
  /** UTF-16 code units of the current insert that were read. */
  #offset = 0;

  constructor(
    private readonly inserts: readonly Insert[],
    private readonly unit: Unit,
  ) {}

  /** Reads so many units; fewer at the end. */
  take(length: number): Insert[] {
    const taken: Insert[] = [];
    let left = length;
    for (let next = this.inserts[this.#index]; left > 0 && next !== undefined; next = this.inserts[this.#index]) {
      if (typeof next.insert !== "string") {
        taken.push(next);
        this.#index++;
        left--;
        continue;
      }
      const [end, units] = this.#end(next.insert, left);
      taken.push({ ...next, insert: next.insert.slice(this.#offset, end) });
      left -= units;
      this.#offset = end;
      if (end === next.insert.length) [this.#index, this.#offset] = [this.#index + 1, 0];
    }
    this.at += Math.max(0, length - left);
    return taken;
  }

  rest(): Insert[] {
    return this.take(Number.MAX_SAFE_INTEGER);
  }

  /** Where so many units end in a text, and how many there are. */
  #end(text: string, units: number): [end: number, units: number] {
    if (this.unit === "utf16") {
      const end = Math.min(text.length, this.#offset + units);
      return [end, end - this.#offset];
    }
    let end = this.#offset;
    let count = 0;
    while (count < units && end < text.length) {
      end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
      count++;
    }
    return [end, count];
  }
}
