import type { DocumentType, Side } from "../client/index.ts";

/** What the packages of the OT types have in common. Such a type may change the snapshot it is given. */
export interface Ottype<S, O> {
  readonly name: string;
  create(initial?: unknown): S;
  apply(snapshot: S, operation: O): S;
  transform(operation: O, against: O, side: Side): O;
  compose(first: O, second: O): O;
}

/** What an {@link Ottype} has not, or has under other names. */
export type Missing<S, O> = Pick<DocumentType<S, O>, "yielding" | "invert" | "diff" | "isNoop" | "transformSelection"> & Partial<DocumentType<S, O>>;

/**
 * A type from a package made for ShareDB. What `missing` has replaces what the package has; without a `check` of its own an edit is only
 * tried on the document, so that what the type refuses is refused here.
 */
export function fromOttype<S, O>(type: Ottype<S, O>, missing: Missing<S, O>): DocumentType<S, O> {
  const whole: DocumentType<S, O> = {
    name: type.name,
    empty: type.create(),
    apply: (snapshot, operation) => type.apply(snapshot, operation),
    transform: (operation, against, side) => type.transform(operation, against, side),
    compose: (first, second) => type.compose(first, second),
    check: (operation, before) => {
      whole.apply(before, operation);
      return operation;
    },
    encode: (operation) => operation,
    decode: (value) => value as O,
    encodeSnapshot: (snapshot) => snapshot,
    decodeSnapshot: (value) => type.create(value),
    ...missing,
  };
  return whole;
}
