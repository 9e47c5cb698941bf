import type { Selection, TextOperation } from "./operation.ts";
import { apply } from "./text.ts";

/** What holds and shows the text of a document: an editor, or a plain string. */
export interface Editor {
  /** The whole text, as shown now. */
  read(): string;
  /** Shows this text instead of all there was: the document was opened. */
  reset(text: string): void;
  /** Applies an operation that was not made in this editor. Must not report it back. */
  show(operation: TextOperation): void;
}

/** The way back from an editor to its document. */
export interface EditorLink {
  /**
   * The user edited: the operation was already applied to the editor.
   *
   * @param operation whose deletes carry their text
   * @param selection where the selection is now
   */
  edited(operation: TextOperation, selection?: Selection): void;
  /** The user moved the selection, or left the editor (undefined). */
  selected(selection: Selection | undefined): void;
  /** The editor goes away; the document keeps the text. */
  detach(): void;
}

/** An editor without a screen: every operation costs as much as copying the text. */
export class PlainText implements Editor {
  #text: string;

  constructor(text = "") {
    this.#text = text;
  }

  read(): string {
    return this.#text;
  }

  reset(text: string): void {
    this.#text = text;
  }

  show(operation: TextOperation): void {
    this.#text = apply(this.#text, operation);
  }
}
