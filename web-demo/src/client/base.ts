import type { DocumentType } from "./document-type.ts";

/** The document as the log has it: some snapshot, and the operations after it. Immutable. */
export interface Base<S, O> {
  readonly snapshot: S;
  readonly since: readonly O[];
}

/** After how many operations a new snapshot is made: applying one costs as much as copying the document. */
const OPERATIONS_PER_SNAPSHOT = 64;

/** The base after one more operation of the log. */
export function advance<S, O>(type: DocumentType<S, O>, { snapshot, since }: Base<S, O>, operation: O): Base<S, O> {
  const base = { snapshot, since: [...since, operation] };
  return base.since.length < OPERATIONS_PER_SNAPSHOT ? base : { snapshot: snapshotOf(type, base), since: [] };
}

/** The document itself. */
export function snapshotOf<S, O>(type: DocumentType<S, O>, { snapshot, since: [first, ...rest] }: Base<S, O>): S {
  if (first === undefined) return snapshot;
  return type.apply(snapshot, rest.reduce((composed, each) => type.compose(composed, each), first));
}

/** The document with what was made on it, in order, and is not in the log. */
export function shownBy<S, O>(type: DocumentType<S, O>, { snapshot, since }: Base<S, O>, made: readonly O[]): S {
  return snapshotOf(type, { snapshot, since: [...since, ...made] });
}
