/**
 * What a text operation is, and how one is built.
 *
 * An operation is a list of components, walked over the document from its start: a number retains that many UTF-16
 * code units, a string inserts itself, `{d: n}` deletes n code units. What is left of the document after the last
 * component stays. Locally a delete may carry the text it deletes, `{d: "text"}`, which makes the operation
 * invertible; `encode` reduces that to the count.
 *
 * Operations are immutable: no function here changes its arguments.
 */

/** Deletes as many code units as `d` says, or is long. */
export interface Delete {
  readonly d: number | string;
}

/** One step of an operation: retain (number), insert (string), or delete. */
export type Component = number | string | Delete;

/** A change to a text document. `[]` changes nothing. */
export type TextOperation = readonly Component[];

/** How many code units of the document before it, or after it, a component covers. */
export function lengthOf(component: Component): number {
  if (typeof component === "number") return component;
  if (typeof component === "string") return component.length;
  return typeof component.d === "number" ? component.d : component.d.length;
}

/** Collects components into canonical form: no empty ones, equal neighbours merged, no retain at the end. */
export class OperationBuilder {
  readonly #components: Component[] = [];

  add(component: Component): this {
    if (lengthOf(component) === 0) return this;
    const last = this.#components.at(-1);
    const merged = last === undefined ? undefined : merge(last, component);
    if (merged === undefined) this.#components.push(component);
    else this.#components[this.#components.length - 1] = merged;
    return this;
  }

  /** Ends the operation. The builder is not used afterwards. */
  build(): TextOperation {
    if (typeof this.#components.at(-1) === "number") this.#components.pop();
    return this.#components;
  }
}

function merge(first: Component, second: Component): Component | undefined {
  if (typeof first === "number") return typeof second === "number" ? first + second : undefined;
  if (typeof first === "string") return typeof second === "string" ? first + second : undefined;
  if (typeof second !== "object") return undefined;
  return typeof first.d === "string" && typeof second.d === "string"
    ? { d: first.d + second.d }
    : { d: lengthOf(first) + lengthOf(second) };
}

/** Hands out an operation piece by piece from its start. */
export class Cursor {
  #index = 0;
  #offset = 0;

  constructor(readonly operation: TextOperation) {}

  /** The next component, whole even if a part of it was taken; undefined past the end. */
  peek(): Component | undefined {
    return this.operation[this.#index];
  }

  /**
   * Takes up to `limit` units of the next component; past the end a retain of `limit`.
   *
   * @param whole what a component is that is never cut but taken with all that is left of it: an insert, or a delete
   */
  take(limit: number, whole?: "string" | "object"): Component {
    const component = this.peek();
    if (component === undefined) return limit;
    const left = lengthOf(component) - this.#offset;
    const count = typeof component === whole ? left : Math.min(left, limit);
    const start = this.#offset;
    if (count === left) {
      this.#index += 1;
      this.#offset = 0;
    } else {
      this.#offset += count;
    }
    return slice(component, start, count);
  }

  /** Takes all that is left of the next component; undefined past the end. */
  takeRest(): Component | undefined {
    return this.peek() === undefined ? undefined : this.take(Number.MAX_SAFE_INTEGER);
  }
}

/** Returns `count` units of a component from `start` on; of nothing, a component of length 0. */
export function slice(component: Component, start: number, count: number): Component {
  if (typeof component === "number") return count;
  if (typeof component === "string") return component.slice(start, start + count);
  return typeof component.d === "number" ? { d: count } : { d: component.d.slice(start, start + count) };
}
