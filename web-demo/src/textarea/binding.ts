import { HeldBack } from "../binding/held-back.ts";
import type { Cause, Editor, EditorLink, Selection, StetDocument, TextOperation } from "../client/index.ts";
import { lengthOf } from "../client/operation.ts";
import { Carets } from "./carets.ts";
import { changeBetween, operationOf } from "./change.ts";
import { takeUndo } from "./undo-keys.ts";
import { visible } from "./visible.ts";

/** A change of a text of this length takes the browser long: what others do is gathered for a while. */
const LONG = 50_000;
const GATHERED_MS = 50;

/** An `<input>` must be one with a selection: of type text, search, url, tel or password. */
export type TextField = HTMLTextAreaElement | HTMLInputElement;

/**
 * Binds a text field to a document: the field shows it, edits go to it, and the others' carets are drawn over it with the `name` and
 * `color` of their state. Until the document was opened, and after it failed, the field is read-only.
 *
 * What others do leaves the focus, the scroll position and the selection where they are; the selection moves only with its text. While
 * the user composes a word with an input method it waits. Undo and redo are those of the document, and take back one's own edits only.
 *
 * @return ends the binding; the field and the document keep what they hold
 */
export function bindTextarea(field: TextField, document: StetDocument): () => void {
  const binding = new Binding(field, document);
  return () => binding.detach();
}

class Binding implements Editor<string, TextOperation> {
  readonly #held: HeldBack<string, TextOperation>;
  readonly #carets: Carets;
  readonly #link: EditorLink<TextOperation>;
  readonly #ends: (() => void)[];
  /** The document as far as it is shown. */
  #shown = "";
  /** What the field holds if the user did nothing since. */
  #value = "";
  #isComposing = false;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly field: TextField,
    private readonly document: StetDocument,
  ) {
    this.#held = new HeldBack(document.type);
    this.#carets = new Carets(field, () => document.participants);
    this.#link = document.attach(this);
    this.#ends = [
      this.#listen("input", () => this.#takeInput()),
      this.#listen("compositionstart", () => (this.#isComposing = true)),
      this.#listen("compositionend", () => this.#composed()),
      this.#listen("scroll", () => this.#carets.draw()),
      this.#listen("selectionchange", () => this.#tellSelection()),
      this.#listen("focus", () => this.#tellSelection()),
      takeUndo(field, document),
      document.on("participants", () => this.#carets.moved()),
      document.on("status", () => this.#followEditable()),
    ];
    this.#followEditable();
    this.#carets.moved();
  }

  detach(): void {
    for (const end of this.#ends) end();
    clearTimeout(this.#gathering);
    this.#carets.remove();
    this.#link.detach();
  }

  read(): string {
    return this.#held.documentOf(this.#shown);
  }

  reset(text: string): void {
    this.#held.take();
    this.#shown = text;
    this.#value = this.#visible(text);
    if (this.field.value !== this.#value) this.field.value = this.#value;
    this.#carets.draw();
  }

  show(operation: TextOperation, cause: Cause): void {
    this.#held.add(operation);
    if (cause === "undo" || cause === "redo") this.#showHeld(true);
    else if (this.#value.length < LONG) this.#showHeld(false);
    else this.#gathering ??= setTimeout(() => this.#showHeld(false), GATHERED_MS);
  }

  /** @param isFollowed whether the caret goes to what changes */
  #showHeld(isFollowed: boolean): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#isComposing) return;
    // What the user did and no event has told of yet comes first: it was made on what is shown.
    this.#takeInput();
    const operation = this.#held.take();
    if (operation === undefined) return;
    const { selectionStart, selectionEnd, selectionDirection } = this.field;
    const moved = this.document.type.transformSelection({ anchor: selectionStart ?? 0, head: selectionEnd ?? 0 }, operation);
    const end = this.#replace(operation);
    this.#shown = this.document.type.apply(this.#shown, operation);
    this.#value = this.field.value;
    if (isFollowed) this.field.setSelectionRange(end, end);
    else if (moved !== undefined) this.field.setSelectionRange(moved.anchor, moved.head, selectionDirection ?? "none");
    this.#carets.draw();
  }

  /** Changes the field piece by piece, so that it stays scrolled where it is; returns where the last change ends. */
  #replace(operation: TextOperation): number {
    let position = 0;
    let end = 0;
    for (const component of operation) {
      if (typeof component === "string") this.field.setRangeText(this.#visible(component), position, position, "preserve");
      else if (typeof component === "object") this.field.setRangeText("", position, position + lengthOf(component), "preserve");
      if (typeof component !== "object") position += lengthOf(component);
      if (typeof component !== "number") end = position;
    }
    return end;
  }

  #takeInput(): void {
    const { value } = this.field;
    if (value === this.#value) return;
    const caret = this.field.selectionEnd ?? value.length;
    const operation = operationOf(changeBetween(this.#value, value, caret), this.#shown);
    this.#shown = this.document.type.apply(this.#shown, operation);
    this.#value = this.#visible(this.#shown);
    if (value !== this.#value) this.#setValue(this.#value);
    const edit = this.#held.over(operation);
    this.#link.edited(edit, this.#selection());
    this.#carets.draw();
  }

  /** What the user put in the field is not what the document can hold. */
  #setValue(value: string): void {
    const { selectionStart, selectionEnd, selectionDirection } = this.field;
    this.field.value = value;
    this.field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  }

  #composed(): void {
    this.#isComposing = false;
    // Some browsers put the text in the field after they said so.
    queueMicrotask(() => this.#showHeld(false));
  }

  #tellSelection(): void {
    this.#takeInput();
    if (!this.#isComposing && this.field.ownerDocument.activeElement === this.field) this.#link.selected(this.#selection());
  }

  /** The selection, as a place in the document. */
  #selection(): Selection | undefined {
    const { selectionStart, selectionEnd, selectionDirection } = this.field;
    const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
    return this.#held.placeOf(selectionDirection === "backward" ? { anchor: end, head: start } : { anchor: start, head: end });
  }

  #visible(text: string): string {
    return visible(text, this.field instanceof HTMLTextAreaElement);
  }

  #followEditable(): void {
    this.field.readOnly = !this.document.isEditable;
  }

  #listen(event: string, listener: () => void): () => void {
    this.field.addEventListener(event, listener);
    return () => this.field.removeEventListener(event, listener);
  }
}
