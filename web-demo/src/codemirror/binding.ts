import { Annotation, EditorSelection, EditorState, StateEffect, StateField, Transaction, type Extension, type TransactionSpec } from "@codemirror/state";
import { EditorView, ViewPlugin, type DecorationSet, type PluginValue, type ViewUpdate } from "@codemirror/view";
import { HeldBack } from "../binding/held-back.ts";
import { OncePerFrame } from "../binding/once-per-frame.ts";
import type { Cause, Editor, EditorLink, Selection, StetDocument, TextOperation } from "../client/index.ts";
import { Carets, caretTheme } from "./carets.ts";
import { endOf, LINE_BREAK, repair, toChanges, toOperation } from "./changes.ts";
import { Runs, undoKeys } from "./undo.ts";

/** Marks the transactions that bring what the document has, so that they are not sent back. */
const fromDocument = Annotation.define<boolean>();
const setEditable = StateEffect.define<boolean>();
const participantsChanged = StateEffect.define<null>();

const editable = StateField.define<boolean>({
  create: () => false,
  update: (value, transaction) => transaction.effects.reduce((last, effect) => (effect.is(setEditable) ? effect.value : last), value),
  provide: (field) => [EditorView.editable.from(field), EditorState.readOnly.from(field, (value) => !value)],
});

/**
 * Binds an editor to a document: the editor shows it, edits go to it, and the others' carets are drawn with the `name` and
 * `color` of their state. Until the document was opened, and after it failed, the editor is read-only.
 *
 * What others do never scrolls, and moves the selection only with its text; what comes faster than the page is drawn is shown with the next
 * frame. Undo and redo, by keys and by menus, are those of the document: they take back one's own edits only, whatever others did since, bring
 * back the selection, and outlive the editor. An editor needs no history of its own.
 *
 * Lines end with `\n`; pasted `\r\n` and `\r` become that, those in the document stay characters.
 */
export function stet(document: StetDocument): Extension {
  return [
    EditorState.lineSeparator.of(LINE_BREAK),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, LINE_BREAK)),
    editable,
    EditorState.changeFilter.of((transaction) => transaction.startState.field(editable)),
    EditorState.transactionFilter.of(keepPairsWhole),
    ViewPlugin.define((view) => new Binding(view, document), { decorations: (binding) => binding.decorations }),
    undoKeys(document),
    caretTheme,
  ];
}

function keepPairsWhole(transaction: Transaction): TransactionSpec | readonly TransactionSpec[] {
  const changes = transaction.docChanged ? repair(transaction.changes, transaction.newDoc) : undefined;
  return changes === undefined ? transaction : [transaction, { changes, sequential: true }];
}

class Binding implements PluginValue, Editor<string, TextOperation> {
  readonly #carets = new Carets();
  readonly #subscriptions: (() => void)[] = [];
  /** What others did since the last frame. */
  readonly #held: HeldBack<string, TextOperation>;
  /** Whether others moved since then. */
  #isNews = false;
  readonly #bringing = new OncePerFrame(() => this.#bring());
  readonly #runs = new Runs();
  #link: EditorLink<TextOperation> | undefined;
  /** Whether the user was ever in this editor: before that there is no selection to tell. */
  #isPresent = false;
  #isDestroyed = false;

  constructor(
    private readonly view: EditorView,
    private readonly document: StetDocument,
  ) {
    this.#held = new HeldBack(document.type);
    // An editor takes no transactions while it is made.
    queueMicrotask(() => this.#attach());
  }

  get decorations(): DecorationSet {
    return this.#carets.decorations;
  }

  read(): string {
    return this.#held.documentOf(this.#shown);
  }

  reset(text: string): void {
    this.#held.take();
    if (text !== this.#shown) this.#dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }

  show(operation: TextOperation, cause: Cause, selection: Selection = { anchor: endOf(operation), head: endOf(operation) }): void {
    this.#held.add(operation);
    if (cause === "others") this.#bringing.ask();
    else if (cause === "undo" || cause === "redo") this.#bring({ selection, scrollIntoView: true, userEvent: cause });
    else this.#bring();
  }

  update(update: ViewUpdate): void {
    if (update.view.hasFocus) this.#isPresent = true;
    for (const transaction of update.transactions) {
      if (transaction.annotation(fromDocument)) continue;
      if (!transaction.docChanged) {
        if (transaction.selection !== undefined) this.#runs.moved();
        continue;
      }
      this.#isPresent = true;
      if (this.#runs.begins(transaction)) this.document.beginStep();
      const operation = this.#held.over(toOperation(transaction.changes, transaction.startState.doc, transaction.newDoc));
      this.#link?.edited(operation, this.#placeOf(transaction.newSelection));
    }
    if (this.#isPresent) this.#link?.selected(this.#placeOf(update.state.selection));
    const isNews = update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(participantsChanged)));
    if (update.docChanged) this.#carets.moveOver(update.changes);
    if (isNews) this.#carets.place(this.document.participants, update.state.doc.length);
    if (update.docChanged || isNews || update.geometryChanged) this.#carets.keepNamesInside(update.view);
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#bringing.cancel();
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#link?.detach();
  }

  #attach(): void {
    if (this.#isDestroyed) return;
    this.#link = this.document.attach(this);
    this.#subscriptions.push(
      this.document.on("participants", () => {
        this.#isNews = true;
        this.#bringing.ask();
      }),
      this.document.on("status", () => this.#followEditable()),
    );
    this.#followEditable();
    this.view.dispatch({ effects: participantsChanged.of(null) });
  }

  #followEditable(): void {
    const { isEditable } = this.document;
    if (isEditable !== this.view.state.field(editable)) this.view.dispatch({ effects: setEditable.of(isEditable) });
  }

  get #shown(): string {
    return this.view.state.sliceDoc();
  }

  #placeOf({ main: { anchor, head } }: EditorSelection): Selection | undefined {
    return this.#held.placeOf({ anchor, head });
  }

  /**
   * Shows what is held back, and where the others are.
   *
   * @param more belongs to the same transaction
   */
  #bring(more: TransactionSpec = {}): void {
    const operation = this.#held.take();
    const effects = this.#isNews ? [participantsChanged.of(null)] : [];
    this.#isNews = false;
    if (operation !== undefined) this.#dispatch({ ...more, changes: toChanges(operation), effects });
    else if (effects.length > 0) this.view.dispatch({ effects });
  }

  #dispatch(spec: TransactionSpec): void {
    this.view.dispatch({
      ...spec,
      annotations: [fromDocument.of(true), Transaction.remote.of(true), Transaction.addToHistory.of(false)],
      filter: false,
    });
  }
}
