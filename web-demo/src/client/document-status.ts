import { unacknowledged, type State } from "./machine.ts";
import type { TextOperation } from "./operation.ts";
import type { Participant } from "./presence.ts";
import type { History } from "./steps.ts";

/** How a document is doing; `unacknowledged` counts the edits made here that the server has not made durable yet. */
export type DocumentStatus =
  /** It was not opened yet: there is no text, and nothing can be edited. */
  | { readonly name: "opening" }
  /** Everything made here is durable on the server. */
  | { readonly name: "saved" }
  | { readonly name: "saving"; readonly unacknowledged: number }
  /** There is no connection. Editing goes on. */
  | { readonly name: "offline"; readonly unacknowledged: number }
  /** It cannot be opened or edited any more, whatever one waits for. */
  | ({ readonly name: "failed"; readonly unacknowledged: number } & Failure);

/** What any status has. */
type Told = { readonly [Field in "name" | "unacknowledged" | "code"]?: unknown };

/** Why a document cannot be opened or edited any more. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** The server refused an edit for good, and it was taken back from the editor. */
export interface Rejection<O = TextOperation> {
  readonly code: string;
  readonly message: string;
  /** What was taken back. */
  readonly operation: O;
}

export interface DocumentEvents<O = TextOperation> {
  status: DocumentStatus;
  /** Others came, went, moved, or say something new about themselves. */
  participants: readonly Participant[];
  rejected: Rejection<O>;
  /** There is something to undo or to redo, or there is no more. */
  history: History;
  /** Whether closing the program would lose nothing that was made in it. */
  kept: boolean;
}

/** How a document in this state is doing. */
export function statusOf<S, O>(state: State<S, O>, failure: Failure | undefined): DocumentStatus {
  const count = unacknowledged(state);
  if (failure !== undefined) return { name: "failed", unacknowledged: count, ...failure };
  if (state.name === "unopened") return { name: "opening" };
  if (state.name === "offline") return { name: "offline", unacknowledged: count };
  return count === 0 ? { name: "saved" } : { name: "saving", unacknowledged: count };
}

/** Whether two say the same. */
export function isSameStatus(one: Told, other: Told): boolean {
  return one.name === other.name && one.unacknowledged === other.unacknowledged && one.code === other.code;
}
