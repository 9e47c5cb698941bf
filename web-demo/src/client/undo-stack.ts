import { opposite, type DocumentType, type Selection } from "./document-type.ts";
import { Gathered } from "./gathered.ts";

/** What is made can be stored, in flight, or in the buffer. */
const FATES = 3;

interface Part<O> {
  /** What undoes this part; of two edits the later one is undone first. */
  undoing: Gathered<O>;
  /** What others did after this part, and before the part above it was made. */
  since: Gathered<O>;
  /** Part of which submission this is; the parts above are of the same or later ones. */
  readonly submission: number;
  /** Whether this part belongs to one step with the part below. */
  continues: boolean;
  /** Where the user was on the document before this part; of the first part of a step, and only if it is known. */
  before: Selection | undefined;
}

/** What takes a step back, and where the user was before that step. */
export interface Taken<O> {
  readonly operation: O;
  readonly selection: Selection | undefined;
}

/**
 * Steps that can be taken back, the newest on top. A step is a run of parts: what was edited at once, or joined, is one part, unless some
 * of it is sent already and some is not, which may have different fates.
 *
 * Each part knows how to undo itself on the document as it was right after it, and what others did since:
 *
 * ```
 *      · ──── since ───▶ shown             undoing' = transform(undoing, since, yielding)
 *      │                  │                since'   = transform(since, undoing, the other side)
 *      │ undoing          │ undoing'
 *      ▼                  ▼                When the part is taken off, since' is what others did
 *      · ──── since' ───▶ ·                after the part below it.
 * ```
 *
 * So an operation of somebody else is put on the topmost part only, and costs the same however many steps there are. It is composed
 * with what came before it: nobody else has to compute the same.
 */
export class UndoStack<S, O> {
  readonly #parts: Part<O>[] = [];
  #steps = 0;

  constructor(
    private readonly type: DocumentType<S, O>,
    private readonly maxSteps: number,
  ) {}

  get steps(): number {
    return this.#steps;
  }

  /** How many operations are held in all, for tests of the bound. */
  get held(): number {
    return this.#parts.reduce((sum, { undoing, since }) => sum + undoing.held + since.held, 0);
  }

  clear(): void {
    this.#parts.length = 0;
    this.#steps = 0;
  }

  /**
   * Puts a step on top; forgets the oldest one if there are too many.
   *
   * @param before where the user was before the step
   */
  push(undoing: O, submission: number, before: Selection | undefined): void {
    this.#add(undoing, submission, false, before);
    this.#steps += 1;
    if (this.#steps <= this.maxSteps) return;
    const second = this.#parts.findIndex(({ continues }, index) => index > 0 && !continues);
    this.#parts.splice(0, second);
    this.#steps -= 1;
  }

  /**
   * Adds to the topmost step, which must exist.
   *
   * @param inFlight the newest submission: those before it are stored, and share one fate
   */
  join(undoing: O, submission: number, inFlight: number): void {
    this.#add(undoing, submission, true, undefined);
    const top = this.#parts.length - 1;
    for (let index = top; index > top - FATES; index--) this.#fold(index, inFlight);
  }

  /** Takes in what somebody else did. */
  shown(operation: O): void {
    this.#addSince(this.#parts.length - 1, operation);
  }

  /** Takes the topmost step off, which must exist, and returns what undoes it on what is shown. */
  pop(): Taken<O> {
    let undoing: O | undefined;
    let part: Part<O>;
    do {
      const next = this.#settle(this.#parts.length - 1);
      part = this.#at(this.#parts.length - 1);
      this.#parts.pop();
      undoing = undoing === undefined ? next : this.type.compose(undoing, next);
    } while (part.continues);
    this.#steps -= 1;
    return { operation: undoing, selection: part.before };
  }

  /**
   * Takes in that a submission was refused: its parts are forgotten, and those above are put on what was below.
   *
   * ```
   *      below ──── refused parts ───▶ · ──── edit ───▶ shown        back  undoes the refused parts
   *        ▲                           │                  │          edit' = transform(edit, back, left)
   *        └────────── back ───────────┘                  │ back'    back' = transform(back, edit, right)
   *      below ───────────────── edit' ────────────────▶ ·
   * ```
   *
   * What the rollback does otherwise, since others changed the same, comes after that as an operation of theirs.
   *
   * @param rollback what takes it back on what is shown
   * @param shown the document before that
   */
  refused(rollback: O, shown: S, submission: number): void {
    const first = this.#firstOf(submission);
    const end = this.#firstOf(submission + 1);
    if (first === end) return this.shown(rollback);
    const { type } = this;
    /** What each part from `first` on was made on, and led to what is above it. */
    const above: { readonly part: Part<O>; readonly after: S }[] = [];
    let document = shown;
    let refused: O | undefined;
    for (let index = this.#parts.length - 1; index >= first; index--) {
      above.unshift({ part: this.#at(index), after: document });
      const undoing = this.#settle(index);
      if (index < end) {
        const edit = type.invert(undoing, document);
        refused = refused === undefined ? edit : type.compose(edit, refused);
      }
      document = type.apply(document, undoing);
    }
    // Made as the machine makes its rollback: of two operations of one effect the edits above may pass one otherwise.
    let back = type.invert(refused as O, document);
    for (let index = end - 1; index >= first; index--) this.#forget(index);
    for (const { part, after } of above.slice(end - first)) {
      this.#moveBefore(part, back);
      const edit = type.invert(part.undoing.total() as O, after);
      const again = type.transform(edit, back, "left");
      back = type.transform(back, edit, "right");
      part.undoing = this.#undoingFrom(type.invert(again, document));
      document = type.apply(document, again);
    }
    this.#addSince(this.#parts.length - 1, type.diff(document, type.apply(shown, rollback)));
  }

  /** Where the parts of this submission or later ones begin. */
  #firstOf(submission: number): number {
    let index = this.#parts.length;
    while (index > 0 && this.#at(index - 1).submission >= submission) index -= 1;
    return index;
  }

  /** Makes a part and the one below it one, if they belong to one step and have one fate. */
  #fold(index: number, inFlight: number): void {
    if (index < 1) return;
    const upper = this.#at(index);
    const lower = this.#at(index - 1);
    const haveOneFate = upper.submission === lower.submission || upper.submission < inFlight;
    if (!upper.continues || !haveOneFate) return;
    this.#settle(index - 1);
    lower.undoing.add(upper.undoing.total() as O);
    lower.since = upper.since;
    this.#parts.splice(index, 1);
  }

  /** Carries what came after a part down past it, and returns what undoes the part after that. */
  #settle(index: number): O {
    const part = this.#at(index);
    const undoing = part.undoing.total() as O;
    const since = part.since.total();
    if (since === undefined) return undoing;
    const side = this.type.yielding;
    const below = this.type.transform(since, undoing, opposite(side));
    this.#addSince(index - 1, below);
    this.#moveBefore(part, below);
    const settled = this.type.transform(undoing, since, side);
    part.since = new Gathered((earlier, later) => this.type.compose(earlier, later));
    part.undoing = this.#undoingFrom(settled);
    return settled;
  }

  /** The document before a part became another. */
  #moveBefore(part: Part<O>, operation: O): void {
    part.before = part.before && this.type.transformSelection(part.before, operation);
  }

  #addSince(index: number, operation: O): void {
    if (index >= 0 && !this.type.isNoop(operation)) this.#at(index).since.add(operation);
  }

  /** Forgets a part; what is left of its step stays a step. */
  #forget(index: number): void {
    const begins = !this.#at(index).continues;
    const next = this.#parts[index + 1];
    this.#parts.splice(index, 1);
    if (!begins) return;
    if (next?.continues === true) next.continues = false;
    else this.#steps -= 1;
  }

  #add(undoing: O, submission: number, continues: boolean, before: Selection | undefined): void {
    const since = new Gathered<O>((earlier, later) => this.type.compose(earlier, later));
    this.#parts.push({ undoing: this.#undoingFrom(undoing), since, submission, continues, before });
  }

  #undoingFrom(undoing: O): Gathered<O> {
    const gathered = new Gathered<O>((earlier, later) => this.type.compose(later, earlier));
    gathered.add(undoing);
    return gathered;
  }

  #at(index: number): Part<O> {
    return this.#parts[index] as Part<O>;
  }
}
