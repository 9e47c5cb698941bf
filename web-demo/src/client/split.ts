/** Cuts a long operation in two, so that a big paste goes to the server in pieces it takes. */
import { isHighSurrogate } from "./surrogates.ts";

/** Below this a head could make no progress. */
const LEAST_BYTES = 1024;
/** The most bytes of JSON a code unit of text can become: an escape such as `\u0001`. */
const MAX_BYTES_PER_UNIT = 6;

/** What there is to know about the components of a type whose operations are walked over the document from its start. */
export interface Walked<C> {
  /** What a component takes as JSON at most, the comma after it included, without the text it inserts. */
  overheadOf(component: C): number;
  /** The text a component inserts; empty if it inserts none, or something that cannot be cut. */
  textOf(component: C): string;
  /** The component with another text to insert. */
  withText(component: C, text: string): C;
  /** How many units of the document the component leaves behind it: none if it deletes. */
  reachOf(component: C): number;
  retain(units: number): C;
  /** Whether the component does nothing but walk on. */
  isRetain(component: C): boolean;
}

/**
 * Splits an operation so that the head, as JSON, is no longer than `maxBytes` (at least 1024). Head and then tail do what the
 * operation does. Undefined where it fits as a whole. Neither is in canonical form: they may start or end with a retain. A single component
 * that does not fit and cannot be cut is a head of its own.
 */
export function split<C>(operation: readonly C[], maxBytes: number, type: Walked<C>): readonly [head: readonly C[], tail: readonly C[]] | undefined {
  let left = Math.max(maxBytes, LEAST_BYTES);
  let reached = 0;
  for (const [index, component] of operation.entries()) {
    const text = type.textOf(component);
    const forText = left - type.overheadOf(component);
    left = forText - text.length * MAX_BYTES_PER_UNIT;
    if (left >= 0) {
      reached += type.reachOf(component);
      continue;
    }
    const head = operation.slice(0, index);
    const tail = operation.slice(index + 1);
    const cut = unitsWithin(text, forText);
    if (cut === 0) {
      if (!head.every(type.isRetain)) return [head, [type.retain(reached), component, ...tail]];
      return tail.length === 0 ? undefined : [[...head, component], [type.retain(reached + type.reachOf(component)), ...tail]];
    }
    const first = type.withText(component, text.slice(0, cut));
    return [
      [...head, first],
      [type.retain(reached + type.reachOf(first)), type.withText(component, text.slice(cut)), ...tail],
    ];
  }
  return undefined;
}

/** How many units of a text fit: whole surrogate pairs. */
function unitsWithin(text: string, bytes: number): number {
  const units = Math.max(0, Math.floor(bytes / MAX_BYTES_PER_UNIT));
  return isHighSurrogate(text.charCodeAt(units - 1)) ? units - 1 : units;
}
