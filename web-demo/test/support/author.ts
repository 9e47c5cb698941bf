import type { Editor, EditorLink, Selection, StetClient, StetDocument } from "../../src/client/index.ts";
import type { Hand } from "./hands.ts";
import type { Random } from "./random.ts";

/** The first of the characters that are each typed once: outside the BMP, so each is a surrogate pair. */
const FIRST_UNIQUE = 0xf0000;

/** Somebody at an editor. */
export class Author<S, O> implements Editor<S, O> {
  snapshot: S;
  selection: Selection | undefined;
  /** What was typed and is expected in the log, in schedules that delete nothing. */
  readonly typed: string[] = [];
  /** What was typed and not acknowledged when the document was closed: it may be in the log or not. */
  readonly uncertain: string[] = [];
  #edits = 0;
  document: StetDocument<S, O>;
  #link: EditorLink<O>;

  constructor(
    readonly name: string,
    readonly client: StetClient,
    private readonly hand: Hand<S, O>,
    private readonly doc: string,
  ) {
    this.snapshot = hand.type.empty;
    [this.document, this.#link] = this.#open();
  }

  #open(): [StetDocument<S, O>, EditorLink<O>] {
    const document = this.client.document<S, O>(this.doc, { type: this.hand.type });
    const link = document.attach(this);
    document.announce({ name: this.name });
    return [document, link];
  }

  /** Closes the document, and asks for it again at once. */
  reopen(): void {
    const { status } = this.document;
    const lost = "unacknowledged" in status ? status.unacknowledged : 0;
    if (lost > 0) this.uncertain.push(...this.typed.splice(-lost));
    this.#link.detach();
    this.document.close();
    [this.document, this.#link] = this.#open();
  }

  read(): S {
    return this.snapshot;
  }

  reset(snapshot: S): void {
    this.snapshot = snapshot;
    this.selection = undefined;
  }

  show(operation: O): void {
    this.snapshot = this.hand.type.apply(this.snapshot, operation);
    this.selection &&= this.hand.type.transformSelection(this.selection, operation);
  }

  /** Writes, and sometimes deletes, at random. */
  edit(random: Random, deletes: boolean): void {
    if (!this.document.isEditable) return;
    const mark = String.fromCodePoint(FIRST_UNIQUE + this.name.charCodeAt(0) * 256 + this.#edits++);
    const operation = this.hand.type.check(this.hand.edit(random, this.snapshot, mark, deletes), this.snapshot);
    if (JSON.stringify(this.hand.type.encode(operation)).includes(mark)) this.typed.push(mark);
    this.snapshot = this.hand.type.apply(this.snapshot, operation);
    this.selection = this.hand.place(random, this.snapshot);
    this.#link.edited(operation, this.selection);
  }

  /** Undoes or redoes at random. */
  step(random: Random): void {
    if (random.chance(0.65)) this.document.undo();
    else this.document.redo();
  }

  select(random: Random): void {
    if (this.document.revision === undefined) return;
    this.selection = this.hand.place(random, this.snapshot);
    this.#link.selected(this.selection);
  }
}
