/** What a type of document is to this client: the same few functions for text, rich text and JSON. */

/** Whose turn it is where two operations meet: what is not in the log yet is left, the log is right. Each type says what that means. */
export type Side = "left" | "right";

/** The side of the other operation. */
export function opposite(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** Where somebody's selection was begun, and where its caret is, in units of the type. */
export interface Selection {
  /** The way from the root of a JSON document to the text selected in; absent in documents that are one sequence. */
  readonly path?: readonly (string | number)[];
  readonly anchor: number;
  readonly head: number;
}

/** Whether two are the same place. */
export function isSameSelection(one: Selection | undefined, other: Selection | undefined): boolean {
  return one?.anchor === other?.anchor && one?.head === other?.head && JSON.stringify(one?.path) === JSON.stringify(other?.path);
}

/** What an operation must keep to; the names are those of the protocol. */
export type Rule =
  | "malformed"
  | "empty_component"
  | "not_canonical"
  | "past_the_end"
  | "no_such_place"
  | "different_content"
  | "splits_surrogate_pair"
  | "lone_surrogate"
  | "too_large"
  | "too_deep";

/** An operation that is malformed, or does not fit its document. */
export class InvalidOperation extends Error {
  /** @param component index of the component at fault, or -1 where it is the whole list */
  constructor(
    readonly rule: Rule,
    sentence: string,
    readonly component = -1,
  ) {
    super(`${sentence}, rule=${rule} component=${component}`);
    this.name = "InvalidOperation";
  }
}

/**
 * A type of document, with snapshots `S` and operations `O`. Both are immutable values: no function changes its arguments, and what
 * holds a snapshot must not either. For every snapshot `s`, operations `a` and `b` made on it, and `c` made on `apply(s, a)`:
 *
 * ```
 *   apply(apply(s, a), transform(b, a, "right")) = apply(apply(s, b), transform(a, b, "left"))
 *   apply(s, compose(a, c)) = apply(apply(s, a), c)
 *   apply(apply(s, a), invert(a, s)) = s
 *   apply(s, diff(s, t)) = t
 * ```
 *
 * Results of `transform` and `compose` are those of the server's type of the same name, component by component: both sides must come
 * to the same document.
 */
export interface DocumentType<S, O> {
  /** The name or the URI by which the server knows the type. */
  readonly name: string;
  /** The snapshot at revision 0. */
  readonly empty: S;
  /** Throws InvalidOperation, or what the type throws, where the operation does not fit. */
  apply(snapshot: S, operation: O): S;
  /** Rewrites an operation to run after a concurrent one. */
  transform(operation: O, against: O, side: Side): O;
  /**
   * The side whose operation gives way where both set one value: the other side's value stays. Either, for a type whose operations set no
   * values.
   */
  readonly yielding: Side;
  compose(first: O, second: O): O;
  /** The operation that undoes this one, which was made on `before`. */
  invert(operation: O, before: S): O;
  /**
   * The same without the document; undefined where the operation does not say all that it takes away. Of a type without it every edit costs
   * as much as copying the document.
   */
  invertAlone?(operation: O): O | undefined;
  /** An operation that turns one snapshot into the other: a fine one, so that edits made meanwhile survive beside it. */
  diff(before: S, after: S): O;
  isNoop(operation: O): boolean;
  /** Moves a selection over somebody else's operation; undefined where its place is gone. */
  transformSelection(selection: Selection, operation: O): Selection | undefined;
  /** An operation a program made, in the form the server takes. Throws InvalidOperation where it does not fit the snapshot. */
  check(operation: O, before: S): O;
  /**
   * Cuts an operation in two that do the same in turn, so that the first, as JSON, has no more than `maxBytes`; undefined where it fits as
   * it is, or cannot be cut. A type without it sends operations whole.
   */
  split?(operation: O, maxBytes: number): readonly [head: O, tail: O] | undefined;
  /** The operation as a JSON value. */
  encode(operation: O): unknown;
  /** Reads an operation from the wire. Throws where it is none. */
  decode(value: unknown): O;
  /** The snapshot as a JSON value. */
  encodeSnapshot(snapshot: S): unknown;
  /** Reads a snapshot from the wire. Throws where it is none. */
  decodeSnapshot(value: unknown): S;
}
