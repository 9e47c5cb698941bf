/** Cuts a long operation in two, so that a big paste goes to the server in pieces it takes. */
import { lengthOf, OperationBuilder, slice, type Component, type TextOperation } from "./operation.ts";
import { splitsPair } from "./text.ts";

/** The most bytes of JSON a code unit of text can become: an escape such as `\u0001`. */
const MAX_BYTES_PER_UNIT = 6;
/** What a retain, a delete, or the quotes of an insert take at most. */
const BYTES_PER_COMPONENT = 24;

/** Below this a head could make no progress. */
const LEAST_BYTES = 1024;

/**
 * Splits an operation so that the head, as JSON, is no longer than `maxBytes` (at least 1024). Head and then tail do what the
 * operation does. The tail is `[]` where it fits as a whole.
 */
export function split(operation: TextOperation, maxBytes: number): readonly [head: TextOperation, tail: TextOperation] {
  let left = Math.max(maxBytes, LEAST_BYTES);
  if (operation.reduce((sum: number, component) => sum + bytesOf(component), 0) <= left) return [operation, []];
  const head = new OperationBuilder();
  const tail = new OperationBuilder();
  let isFull = false;
  let reached = 0;
  for (const component of operation) {
    const cut = isFull ? 0 : unitsWithin(component, left);
    const [first, second] = [slice(component, 0, cut), slice(component, cut, lengthOf(component) - cut)];
    head.add(first);
    left -= bytesOf(component);
    if (typeof first !== "object") reached += lengthOf(first);
    if (!isFull && lengthOf(second) > 0) {
      isFull = true;
      tail.add(reached);
    }
    tail.add(second);
  }
  return [head.build(), tail.build()];
}

function bytesOf(component: Component): number {
  return BYTES_PER_COMPONENT + (typeof component === "string" ? component.length * MAX_BYTES_PER_UNIT : 0);
}

/** How many units of the component fit: all or none of a retain or a delete, whole surrogate pairs of an insert. */
function unitsWithin(component: Component, bytes: number): number {
  if (bytesOf(component) <= bytes) return lengthOf(component);
  if (typeof component !== "string") return 0;
  const units = Math.max(0, Math.floor((bytes - BYTES_PER_COMPONENT) / MAX_BYTES_PER_UNIT));
  return splitsPair(component, units) ? units - 1 : units;
}
