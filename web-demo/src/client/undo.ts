import type { DocumentType, Selection } from "./document-type.ts";
import { UndoStack, type Taken } from "./undo-stack.ts";

/**
 * Undo and redo of one user's own edits, whatever others did since. An edit is taken back by an ordinary operation, which everybody gets
 * like any other; it removes what is left of the edit and nothing else.
 *
 * ```
 *                  the user edits: edited, joined
 *      · ──── edit ────▶ · ──── others: shown ────▶ shown
 *                                                     │
 *                                                     │ undo(shown): takes the edit's effect away,
 *                                                     ▼              leaves what others did
 *                        · ──── others ───────────▶ shown'
 * ```
 *
 * It stands beside the machine of a document, whose owner tells it all that happens to what is shown, in order:
 *
 * | when | call |
 * |---|---|
 * | the user edits | {@link edited} or {@link joined} |
 * | the user undoes | {@link undo}; what it returns goes to the machine as an edit, at once |
 * | effect `submit` | {@link submitted} |
 * | effect `show` after a refusal | {@link refused} |
 * | any other effect `show` | {@link shown} |
 *
 * Where the type has values that are set, undo yields: what somebody else set since stays. An operation of somebody else costs the same
 * however many steps there are.
 */
export class Undo<S, O> {
  readonly #undos: UndoStack<S, O>;
  readonly #redos: UndoStack<S, O>;
  /** How many submissions there were, the one in flight included; what is done now is part of the next one. */
  #inFlight = 0;
  /** The number that the machine gave to the newest submission. */
  #seq: number | undefined;
  /** Whether the newest submission is a piece of an edit that was cut: what becomes of the edit is more than one answer. */
  #isPiece = false;
  #isRestLeft = false;
  /** Whether the last thing the user did was an edit, which another one may join. */
  #isJoinable = false;

  /** @param maxSteps how many steps are remembered, at least 1; the oldest is forgotten */
  constructor(
    private readonly type: DocumentType<S, O>,
    maxSteps: number,
  ) {
    this.#undos = new UndoStack(type, maxSteps);
    this.#redos = new UndoStack(type, maxSteps);
  }

  /** Whether there is a step to undo; there may be nothing left of it. */
  get canUndo(): boolean {
    return this.#undos.steps > 0;
  }

  /** Whether there is a step to redo; there may be nothing left of it. */
  get canRedo(): boolean {
    return this.#redos.steps > 0;
  }

  /**
   * Takes in an edit of the user, which is not a noop, as a step of its own: what undoes it. There is nothing to redo after it.
   *
   * @param before where the user was before the edit, if that is known
   */
  edited(inverse: O, before?: Selection): void {
    this.#redos.clear();
    this.#undos.push(inverse, this.#inFlight + 1, before);
    this.#isJoinable = true;
  }

  /** Takes in an edit that belongs to one step with the one before. After an undo, a redo or a refusal it begins a step. */
  joined(inverse: O, before?: Selection): void {
    if (this.#isJoinable) this.#undos.join(inverse, this.#inFlight + 1, this.#inFlight);
    else this.edited(inverse, before);
  }

  /** Takes in what somebody else did, in the form in which it was shown. */
  shown(operation: O): void {
    this.#undos.shown(operation);
    this.#redos.shown(operation);
  }

  /**
   * Takes in that what the user did is submitted now, or that the same is submitted again.
   *
   * @param seq the number that the machine gave to it
   * @param isRestLeft whether it was too long, and goes on in the next submission
   */
  submitted(seq: number, isRestLeft: boolean): void {
    if (this.#seq === seq) return;
    this.#seq = seq;
    this.#inFlight += 1;
    this.#isPiece = isRestLeft || this.#isRestLeft;
    this.#isRestLeft = isRestLeft;
  }

  /**
   * Takes in that what was submitted last was refused, and is taken back. There is nothing to undo of it. If it was an undo or a redo, its
   * step is forgotten; if it was a piece of a longer edit, all steps are.
   *
   * @param rollback what takes it back, in the form in which it is shown
   * @param before the document that was shown before that
   */
  refused(rollback: O, before: S): void {
    for (const stack of [this.#undos, this.#redos]) {
      if (this.#isPiece) stack.clear();
      else stack.refused(rollback, before, this.#inFlight);
    }
    this.#isJoinable = false;
  }

  /**
   * What undoes the user's last step of which something is left, taken for done; undefined if there is no such step.
   *
   * @param shown the document as it is shown
   * @param selection where the user is, which a redo brings back
   */
  undo(shown: S, selection?: Selection): Taken<O> | undefined {
    return this.#move(this.#undos, this.#redos, shown, selection);
  }

  /** What undoes the last undo, taken for done; undefined if nothing was undone since the last edit, or nothing of it is left to do. */
  redo(shown: S, selection?: Selection): Taken<O> | undefined {
    return this.#move(this.#redos, this.#undos, shown, selection);
  }

  #move(from: UndoStack<S, O>, to: UndoStack<S, O>, shown: S, selection: Selection | undefined): Taken<O> | undefined {
    this.#isJoinable = false;
    while (from.steps > 0) {
      const taken = from.pop();
      const { operation } = taken;
      if (this.type.isNoop(this.type.diff(shown, this.type.apply(shown, operation)))) continue;
      to.push(this.type.invert(operation, shown), this.#inFlight + 1, selection);
      return taken;
    }
    return undefined;
  }

  /** How many operations are held in all, for tests of the bound. */
  get held(): number {
    return this.#undos.held + this.#redos.held;
  }
}
