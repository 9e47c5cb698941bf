import { Annotation, EditorSelection, EditorState, StateEffect, StateField, Transaction, type Extension, type TransactionSpec } from "@codemirror/state";
import { EditorView, ViewPlugin, type DecorationSet, type PluginValue, type ViewUpdate } from "@codemirror/view";
import type { Editor, EditorLink, Selection, StetDocument, TextOperation } from "../client/index.ts";
import { Carets, caretTheme } from "./carets.ts";
import { LINE_BREAK, repair, toChanges, toOperation } from "./changes.ts";

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
 * What others do never enters the undo history, never scrolls, and moves the selection only with its text.
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
  #link: EditorLink<TextOperation> | undefined;
  /** Whether the user was ever in this editor: before that there is no selection to tell. */
  #isPresent = false;
  #isDestroyed = false;

  constructor(
    private readonly view: EditorView,
    private readonly document: StetDocument,
  ) {
    // An editor takes no transactions while it is made.
    queueMicrotask(() => this.#attach());
  }

  get decorations(): DecorationSet {
    return this.#carets.decorations;
  }

  read(): string {
    return this.view.state.sliceDoc();
  }

  reset(text: string): void {
    if (text !== this.read()) this.#dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }

  show(operation: TextOperation): void {
    this.#dispatch({ changes: toChanges(operation) });
  }

  update(update: ViewUpdate): void {
    if (update.view.hasFocus) this.#isPresent = true;
    for (const transaction of update.transactions) {
      if (!transaction.docChanged || transaction.annotation(fromDocument)) continue;
      this.#isPresent = true;
      const operation = toOperation(transaction.changes, transaction.startState.doc, transaction.newDoc);
      this.#link?.edited(operation, selectionOf(transaction.newSelection));
    }
    if (this.#isPresent) this.#link?.selected(selectionOf(update.state.selection));
    const isNews = update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(participantsChanged)));
    if (update.docChanged || isNews) this.#carets.update(this.document.participants, update.state.doc.length, isNews);
    if (update.docChanged || isNews || update.geometryChanged) this.#carets.keepNamesInside(update.view);
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#link?.detach();
  }

  #attach(): void {
    if (this.#isDestroyed) return;
    this.#link = this.document.attach(this);
    this.#subscriptions.push(
      this.document.on("participants", () => this.view.dispatch({ effects: participantsChanged.of(null) })),
      this.document.on("status", () => this.#followEditable()),
    );
    this.#followEditable();
    this.view.dispatch({ effects: participantsChanged.of(null) });
  }

  #followEditable(): void {
    const { isEditable } = this.document;
    if (isEditable !== this.view.state.field(editable)) this.view.dispatch({ effects: setEditable.of(isEditable) });
  }

  #dispatch(spec: TransactionSpec): void {
    this.view.dispatch({
      ...spec,
      annotations: [fromDocument.of(true), Transaction.remote.of(true), Transaction.addToHistory.of(false)],
      filter: false,
    });
  }
}

function selectionOf({ main }: EditorSelection): Selection {
  return { anchor: main.anchor, head: main.head };
}
