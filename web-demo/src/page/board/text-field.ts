import { textType, type TextOperation } from "../../client/index.ts";
import { lengthOf } from "../../client/operation.ts";
import type { LiveJson, Path } from "../../json/index.ts";
import type { TextEdit } from "../../ottypes/index.ts";
import { changeBetween, operationOf } from "../../textarea/change.ts";
import { takeUndo, type Undoable } from "../../textarea/undo-keys.ts";

/** A field for a text inside a JSON document: edits go there letter by letter, and others write in it at once. */
export class TextField {
  readonly #ends: (() => void)[];
  /** What the field holds if the user did nothing since. */
  #shown = "";
  #isComposing = false;

  constructor(
    readonly field: HTMLTextAreaElement | HTMLInputElement,
    private readonly board: LiveJson,
    stet: Undoable,
    private readonly path: () => Path,
  ) {
    this.#ends = [
      takeUndo(field, stet),
      this.#on("input", () => this.#take()),
      this.#on("selectionchange", () => this.#point()),
      this.#on("compositionstart", () => (this.#isComposing = true)),
      this.#on("compositionend", () => {
        this.#isComposing = false;
        this.#take();
        this.show();
      }),
    ];
    this.show();
  }

  /** Shows the text as it is now. */
  show(): void {
    const text = this.#text();
    if (this.#isComposing || text === this.#shown) return;
    const { selectionStart, selectionEnd, selectionDirection } = this.field;
    const moved = textType.transformSelection({ anchor: selectionStart ?? 0, head: selectionEnd ?? 0 }, textType.diff(this.#shown, text));
    this.field.value = this.#shown = text;
    if (moved !== undefined && document.activeElement === this.field) this.field.setSelectionRange(moved.anchor, moved.head, selectionDirection ?? "none");
  }

  end(): void {
    for (const end of this.#ends) end();
  }

  #text(): string {
    const text = this.board.at(this.path());
    return typeof text === "string" ? text : "";
  }

  #take(): void {
    const { value } = this.field;
    if (value === this.#shown || this.board.at(this.path()) === undefined) return;
    const change = operationOf(changeBetween(this.#shown, value, this.field.selectionEnd ?? value.length), this.#shown);
    // What others wrote while a word was composed is not in the field yet.
    const others = textType.diff(this.#shown, this.#text());
    this.#shown = value;
    this.board.edit([{ p: this.path(), t: "text0", o: editsOf(textType.transform(change, others, "left")) }]);
    this.show();
    this.#point();
  }

  #point(): void {
    if (document.activeElement === this.field) this.board.point(this.path(), this.field.selectionStart ?? 0, this.field.selectionEnd ?? 0);
  }

  #on(event: string, listener: () => void): () => void {
    this.field.addEventListener(event, listener);
    return () => this.field.removeEventListener(event, listener);
  }
}

function editsOf(operation: TextOperation): TextEdit[] {
  let position = 0;
  return operation.flatMap((component): TextEdit[] => {
    const at = position;
    if (typeof component === "object") return [{ p: at, d: String(component.d) }];
    position += lengthOf(component);
    return typeof component === "string" ? [{ p: at, i: component }] : [];
  });
}
