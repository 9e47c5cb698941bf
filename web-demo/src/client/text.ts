/**
 * The algebra of text operations, with exactly the results of the `text` type of the server:
 *
 * ```
 *            a                apply(apply(s, a), transform(b, a, "right"))
 *       s ──────▶ ·             = apply(apply(s, b), transform(a, b, "left"))
 *     b │         │ b'
 *       ▼         ▼           apply(s, compose(a, c)) = apply(apply(s, a), c)
 *       · ──────▶ ·
 *            a'               apply(apply(s, a), invert(a)) = s
 * ```
 *
 * `transform(a, compose(x, y))` is not always `transform(transform(a, x), y)`: transform over the operations of the
 * log one by one.
 */
import { InvalidOperation, type Selection, type Side } from "./document-type.ts";
import { Cursor, lengthOf, OperationBuilder, type Component, type TextOperation } from "./operation.ts";
import { splitsPair } from "./surrogates.ts";

/** Returns the document after the operation. Throws InvalidOperation where it does not fit. */
export function apply(document: string, operation: TextOperation): string {
  const pieces: string[] = [];
  let position = 0;
  operation.forEach((component, index) => {
    if (typeof component === "string") {
      pieces.push(component);
      return;
    }
    const end = position + lengthOf(component);
    if (end > document.length) {
      throw new InvalidOperation("past_the_end", `an operation reaches past the end of the document, end=${end} length=${document.length}`, index);
    }
    if (splitsPair(document, end)) {
      throw new InvalidOperation("splits_surrogate_pair", `a component ends inside a surrogate pair, position=${end}`, index);
    }
    if (typeof component === "number") pieces.push(document.slice(position, end));
    position = end;
  });
  pieces.push(document.slice(position));
  return pieces.join("");
}

/** Rewrites an operation to run after a concurrent one. */
export function transform(operation: TextOperation, against: TextOperation, side: Side): TextOperation {
  const result = new OperationBuilder();
  const cursor = new Cursor(operation);
  for (const other of against) {
    if (typeof other === "string") {
      if (side === "left" && typeof cursor.peek() === "string") result.add(cursor.take(0, "string"));
      result.add(other.length);
      continue;
    }
    for (let left = lengthOf(other); left > 0; ) {
      const piece = cursor.take(left, "string");
      if (typeof piece === "string") {
        result.add(piece);
        continue;
      }
      if (typeof other === "number") result.add(piece);
      left -= lengthOf(piece);
    }
  }
  return addRest(result, cursor).build();
}

/** Returns the one operation that does what the two do in order of application. */
export function compose(first: TextOperation, second: TextOperation): TextOperation {
  const result = new OperationBuilder();
  const cursor = new Cursor(first);
  for (const next of second) {
    if (typeof next === "string") {
      result.add(next);
      continue;
    }
    const nexts = new Cursor([next]);
    for (let left = lengthOf(next); left > 0; ) {
      const piece = cursor.take(left, "object");
      if (typeof piece === "object") {
        result.add(piece);
        continue;
      }
      const count = lengthOf(piece);
      const part = nexts.take(count);
      if (typeof next === "number") result.add(piece);
      else if (typeof piece === "number") result.add(part);
      left -= count;
    }
  }
  return addRest(result, cursor).build();
}

function addRest(result: OperationBuilder, cursor: Cursor): OperationBuilder {
  for (let rest = cursor.takeRest(); rest !== undefined; rest = cursor.takeRest()) result.add(rest);
  return result;
}

/** Returns the operation with the deleted texts put in, so that it can be inverted. */
export function withDeletedText(operation: TextOperation, before: string): TextOperation {
  const result = new OperationBuilder();
  let position = 0;
  for (const component of operation) {
    if (typeof component === "object") result.add({ d: before.slice(position, position + lengthOf(component)) });
    else result.add(component);
    if (typeof component !== "string") position += lengthOf(component);
  }
  return result.build();
}

/**
 * Returns the operation that undoes this one: in the place of each run of inserts and deletes an insert of what was deleted, then a delete
 * of what was inserted. Every delete must carry its text (see {@link withDeletedText}).
 */
export function invert(operation: TextOperation): TextOperation {
  const result = new OperationBuilder();
  let [deleted, inserted] = ["", ""];
  const endRun = (): void => {
    result.add(deleted).add({ d: inserted });
    [deleted, inserted] = ["", ""];
  };
  operation.forEach((component, index) => {
    if (typeof component === "string") inserted += component;
    else if (typeof component === "number") {
      endRun();
      result.add(component);
    } else if (typeof component.d === "string") deleted += component.d;
    else throw new InvalidOperation("malformed", "a delete without its text cannot be inverted", index);
  });
  endRun();
  return result.build();
}

/** Moves a selection made before somebody else's operation to where it belongs after it. */
export function transformSelection(selection: Selection, operation: TextOperation): Selection {
  return {
    anchor: transformPosition(selection.anchor, operation),
    head: transformPosition(selection.head, operation),
  };
}

/** Moves a position over an operation. Text that is inserted exactly there comes after it. */
export function transformPosition(position: number, operation: TextOperation): number {
  let moved = position;
  let walked = 0;
  for (const component of operation) {
    if (moved <= walked) break;
    const length = lengthOf(component);
    if (typeof component === "object") {
      moved -= Math.min(length, moved - walked);
      continue;
    }
    walked += length;
    if (typeof component === "string") moved += length;
  }
  return moved;
}

/** By how many code units the document grows, or shrinks if negative. */
export function growth(operation: TextOperation): number {
  const grow = (component: Component): number =>
    typeof component === "string" ? component.length : typeof component === "object" ? -lengthOf(component) : 0;
  return operation.reduce((sum: number, component) => sum + grow(component), 0);
}
