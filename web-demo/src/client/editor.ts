import type { DocumentType, Selection } from "./document-type.ts";

/** Where an operation comes from that an editor is to show: the caret goes to what this user undoes or redoes, and stays where it is else. */
export type Cause = "others" | "undo" | "redo" | "code" | "refusal";

/** What holds and shows a document: an editor, or a plain value. */
export interface Editor<S, O> {
  /** The whole document, as shown now. */
  read(): S;
  /** Shows this document instead of all there was: it was opened. The snapshot must not be changed in place. */
  reset(snapshot: S): void;
  /**
   * Applies an operation that was not made in this editor. Must not report it back.
   *
   * @param selection where the user was before the step that is undone, or before it was undone; absent where that is not known
   */
  show(operation: O, cause: Cause, selection?: Selection): void;
}

/** The way back from an editor to its document. */
export interface EditorLink<O> {
  /**
   * The user edited: the operation was already applied to the editor. It must be in the form the server takes, as what
   * `DocumentType.check` returns.
   *
   * @param selection where the selection is now
   */
  edited(operation: O, selection?: Selection): void;
  /** The user moved the selection, or left the editor (undefined). */
  selected(selection: Selection | undefined): void;
  /** The editor goes away; the document keeps what it shows. */
  detach(): void;
}

/** An editor without a screen: every operation costs as much as copying the document. */
export class Held<S, O> implements Editor<S, O> {
  constructor(
    private readonly type: DocumentType<S, O>,
    private snapshot: S = type.empty,
  ) {}

  read(): S {
    return this.snapshot;
  }

  reset(snapshot: S): void {
    this.snapshot = snapshot;
  }

  show(operation: O): void {
    this.snapshot = this.type.apply(this.snapshot, operation);
  }
}
