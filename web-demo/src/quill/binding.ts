import type Quill from "quill";
import type { Op, Range } from "quill";
import { HeldBack } from "../binding/held-back.ts";
import type { Cause, Editor, EditorLink, StetDocument } from "../client/index.ts";
import { Carets } from "./carets.ts";
import { endsLine, keepsPairs, reachOf, withWholePairs, type Delta } from "./deltas.ts";
import { takeDrops } from "./drops.ts";
import { Formats } from "./formats.ts";
import { keepingSelection, selectionOf } from "./selection.ts";
import { endOf, takeUndo } from "./undo.ts";

/**
 * Binds a Quill editor to a document that is rich text: the editor shows it, edits go to it, and the others' carets are drawn with the
 * `name` and `color` of their state. Until the document was opened, and after it failed, the editor is read-only.
 *
 * What others do never scrolls, takes no focus, and moves the selection only with its text. While the user composes a word with an input
 * method it waits. The editor's history is the document's: it takes back one's own edits only. Formats and embeds the editor does not know
 * stay in the document.
 *
 * @return ends the binding; the document keeps what it shows
 */
export function bindQuill(quill: Quill, document: StetDocument<Delta, Delta>): () => void {
  const binding = new Binding(quill, document);
  return () => binding.detach();
}

class Binding implements Editor<Delta, Delta> {
  readonly #quill: Quill;
  readonly #document: StetDocument<Delta, Delta>;
  readonly #held: HeldBack<Delta, Delta>;
  readonly #formats: Formats;
  readonly #carets: Carets;
  readonly #link: EditorLink<Delta>;
  readonly #ends: (() => void)[];
  /** The document as far as it is shown. */
  #shown: Delta;
  /** Whether the editor ends with a line break that the document has not: an editor cannot do without. */
  #isEndAdded = true;
  /** Whether what changes now comes from the document. */
  #isShowing = false;

  constructor(quill: Quill, document: StetDocument<Delta, Delta>) {
    this.#quill = quill;
    this.#document = document;
    this.#shown = document.type.empty;
    this.#held = new HeldBack(document.type);
    this.#formats = new Formats(quill);
    this.#carets = new Carets(quill, () => document.participants);
    this.#link = document.attach(this);
    const onChange = (name: string, first: unknown): void => {
      if (name === "text-change") this.#changed(first as Delta);
      else if (name === "selection-change" && !this.#isShowing) this.#selected(first as Range | null);
    };
    // The editor says so while it still counts as composing.
    const onComposed = (): void => queueMicrotask(() => this.#showHeld());
    quill.on("editor-change", onChange);
    quill.on("composition-end", onComposed);
    this.#ends = [
      () => quill.off("editor-change", onChange),
      () => quill.off("composition-end", onComposed),
      document.on("participants", () => this.#carets.moved()),
      document.on("status", () => this.#followEditable()),
      takeDrops(quill),
      takeUndo(quill, document),
    ];
    this.#followEditable();
    this.#carets.moved();
  }

  detach(): void {
    for (const end of this.#ends) end();
    this.#carets.remove();
    this.#link.detach();
  }

  read(): Delta {
    return this.#held.documentOf(this.#shown);
  }

  reset(snapshot: Delta): void {
    this.#held.take();
    this.#shown = snapshot;
    this.#bring(() => this.#quill.setContents(this.#formats.shown(snapshot.ops), "api"));
  }

  show(operation: Delta, cause: Cause): void {
    this.#held.add(operation);
    this.#showHeld();
    // Not silently: what is undone is scrolled into view.
    if ((cause === "undo" || cause === "redo") && this.#quill.hasFocus()) this.#quill.setSelection(endOf(operation), 0, "user");
  }

  #showHeld(): void {
    if (this.#quill.composition.isComposing) return;
    // What the user did and the editor has not noticed yet comes first: it was made on what is shown.
    this.#quill.update("user");
    const operation = this.#held.take();
    if (operation === undefined) return;
    this.#shown = this.#shown.compose(operation);
    this.#bring(() => {
      const moved = (position: number): number => operation.transformPosition(position, true);
      keepingSelection(this.#quill, moved, () => {
        this.#apply(this.#formats.shown(operation.ops));
        this.#apply(this.#formats.settled(operation, this.#shown));
      });
    });
  }

  /** Changes the editor after the document. */
  #bring(change: () => void): void {
    this.#isShowing = true;
    try {
      change();
      this.#settleEnd();
    } finally {
      this.#isShowing = false;
    }
    this.#carets.draw();
  }

  #apply(ops: Op[]): void {
    if (ops.length > 0) this.#quill.updateContents(ops, "api");
  }

  /** Finds out whether the editor has added a line break at the end, and takes one away that it needs no more. */
  #settleEnd(): void {
    const wasAdded = this.#isEndAdded;
    const length = this.#shown.length();
    this.#isEndAdded = this.#quill.getLength() > length;
    if (!wasAdded || !this.#isEndAdded || !endsLine(this.#shown)) return;
    this.#apply([{ retain: length }, { delete: 1 }]);
    this.#isEndAdded = this.#quill.getLength() > length;
  }

  #changed(change: Delta): void {
    this.#carets.draw();
    if (this.#isShowing) return;
    if (!this.#document.isEditable) {
      this.#restore();
      return;
    }
    const before = this.#shown;
    const operation = this.#operationOf(change);
    this.#shown = before.compose(operation);
    this.#isEndAdded = this.#quill.getLength() > this.#shown.length();
    const range = this.#quill.composition.isComposing ? null : this.#quill.selection.getRange()[0];
    const edit = this.#held.over(operation);
    this.#link.edited(edit, range === null ? undefined : this.#held.placeOf(selectionOf(range)));
  }

  /** The user's change as an operation on the document that is shown. */
  #operationOf(change: Delta): Delta {
    const { type } = this.#document;
    const whole = this.#withEnd(change);
    const after = this.#shown.compose(whole);
    if (!keepsPairs(whole, this.#shown)) {
      const operation = type.diff(this.#shown, type.decodeSnapshot(withWholePairs(after)));
      queueMicrotask(() => this.#restore());
      return operation;
    }
    const overridden = this.#formats.overridden(whole, after);
    return overridden.length === 0 ? whole : whole.compose(type.decode(overridden));
  }

  /** The change with the last line break put in the document, if the editor had added it and the change needs it. */
  #withEnd(change: Delta): Delta {
    if (!this.#isEndAdded) return change;
    const length = this.#shown.length();
    if (reachOf(change) <= length && !endsLine(this.#shown.compose(change))) return change;
    return this.#document.type.decode([...(length === 0 ? [] : [{ retain: length }]), { insert: "\n" }]).compose(change);
  }

  /** Lets the editor show the document again, after it came to show something else. */
  #restore(): void {
    const contents = this.#quill.getContents();
    const shown = this.#document.type.decodeSnapshot(this.#formats.shown(this.#shown.ops));
    const ended = endsLine(shown) ? shown : shown.compose(this.#document.type.decode([{ retain: shown.length() }, { insert: "\n" }]));
    this.#bring(() => this.#apply(this.#document.type.diff(contents, ended).ops));
  }

  #selected(range: Range | null): void {
    if (range !== null && !this.#quill.composition.isComposing) this.#link.selected(this.#held.placeOf(selectionOf(range)));
  }

  #followEditable(): void {
    const { isEditable } = this.#document;
    if (isEditable !== this.#quill.isEnabled()) this.#quill.enable(isEditable);
  }
}
