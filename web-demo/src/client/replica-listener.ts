import type { Selection } from "./document-type.ts";
import type { Rejection } from "./document-status.ts";
import type { DocOpened } from "./protocol.ts";

/** Whom a replica tells what happens to the document. */
export interface ReplicaListener<S, O> {
  reset(snapshot: S): void;
  /** An operation that was not made here is shown. */
  shown(operation: O): void;
  /** What takes back an operation that was refused is shown. */
  takenBack(rollback: O): void;
  /**
   * An operation is submitted, perhaps not for the first time.
   *
   * @param isRestLeft whether it was too long, and goes on in the next one
   */
  submitted(seq: number, isRestLeft: boolean): void;
  /** The selection to go along with an operation that is all there is to send. */
  takeSelection(): Selection | undefined;
  /** The log has one more operation. */
  advanced(operation: O): void;
  /** The server knows nothing yet of what was told on the connection before. */
  introduced(): void;
  opened(message: DocOpened): void;
  rejected(rejection: Rejection<O>): void;
  /** A refusal of a message that is no operation: it may be sent again after a while. */
  refused(afterMs: number): void;
  /** Something is to be sent that waited for this. */
  changed(): void;
}
