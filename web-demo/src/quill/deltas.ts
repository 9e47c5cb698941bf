/** What a binding has to know of deltas: how far they reach, and whether they keep surrogate pairs whole. */
import type Quill from "quill";
import type { Op } from "quill";
import { hasLoneSurrogate, splitsPair, wellFormed } from "../client/surrogates.ts";

/** The class of Quill's documents. By its name Quill's types give it to those programs only that do not resolve modules as Node does. */
export type Delta = ReturnType<Quill["getContents"]>;

/** How many units of the document before it a change walks over. */
export function reachOf(change: Delta): number {
  return change.ops.reduce((sum, op) => sum + takenBy(op), 0);
}

function takenBy({ retain, delete: deleted }: Op): number {
  return typeof retain === "number" ? retain : (deleted ?? (retain === undefined ? 0 : 1));
}

/** Whether the last character of a document ends a line. */
export function endsLine({ ops }: Delta): boolean {
  const insert = ops.at(-1)?.insert;
  return typeof insert === "string" && insert.endsWith("\n");
}

/** Whether a change inserts no half of a surrogate pair, and parts none that is there. */
export function keepsPairs(change: Delta, before: Delta): boolean {
  let position = 0;
  for (const op of change.ops) {
    const end = position + takenBy(op);
    if (typeof op.insert === "string" && hasLoneSurrogate(op.insert)) return false;
    if (op.delete !== undefined || op.insert !== undefined || op.attributes !== undefined) {
      if (partsPair(before, position) || partsPair(before, end)) return false;
    }
    position = end;
  }
  return true;
}

function partsPair(document: Delta, position: number): boolean {
  if (position === 0) return false;
  const around = document.slice(position - 1, position + 1).ops.map(({ insert }) => (typeof insert === "string" ? insert : " "));
  return splitsPair(around.join(""), 1);
}

/** The document with U+FFFD in place of every half of a surrogate pair. */
export function withWholePairs(document: Delta): Op[] {
  const text = document.ops.map(({ insert }) => (typeof insert === "string" ? insert : "\n")).join("");
  const whole = wellFormed(text);
  let position = 0;
  return document.ops.map((op) => {
    const length = typeof op.insert === "string" ? op.insert.length : 1;
    position += length;
    return typeof op.insert === "string" ? { ...op, insert: whole.slice(position - length, position) } : op;
  });
}
