import type { DocumentType, Selection } from "./document-type.ts";
import type { Environment } from "./environment.ts";
import { Undo } from "./undo.ts";
import type { Taken } from "./undo-stack.ts";

/** Edits that follow one another within this time, in milliseconds, are undone together. */
export const JOIN_MS = 500;
/** How many steps are remembered; the oldest is forgotten. */
export const MAX_STEPS = 500;

/** What can be done about one's own edits; there may be nothing left of them. */
export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** One user's edits of a document in steps, as somebody who types thinks of them: see {@link Undo}. */
export class Steps<S, O> {
  readonly #undo: Undo<S, O>;
  #history: History = { canUndo: false, canRedo: false };
  #joinUntilMs = -Infinity;

  /** @param changed is called when there is something else to undo or redo than nothing, or no more */
  constructor(
    private readonly type: DocumentType<S, O>,
    private readonly environment: Environment,
    private readonly changed: () => void,
  ) {
    this.#undo = new Undo(type, MAX_STEPS);
  }

  get history(): History {
    return this.#history;
  }

  /**
   * The user edits.
   *
   * @param before the document without the edit; asked for only if the operation does not say what it takes away
   * @param selection where the user was before the edit, if that is known
   */
  edited(operation: O, before: () => S, selection: Selection | undefined): void {
    if (this.type.isNoop(operation)) return;
    const inverse = this.type.invertAlone?.(operation) ?? this.type.invert(operation, before());
    const now = this.environment.now();
    if (now <= this.#joinUntilMs) this.#undo.joined(inverse, selection);
    else this.#undo.edited(inverse, selection);
    this.#joinUntilMs = now + JOIN_MS;
    this.#look();
  }

  /** The next edit begins a step. */
  begin(): void {
    this.#joinUntilMs = -Infinity;
  }

  /**
   * What takes a step back on what is shown, or does it again; undefined if there is none. It is made at once.
   *
   * @param selection where the user is
   */
  take(direction: "undo" | "redo", shown: S, selection: Selection | undefined): Taken<O> | undefined {
    const taken = this.#undo[direction](shown, selection);
    this.begin();
    this.#look();
    return taken;
  }

  shown(operation: O): void {
    this.#undo.shown(operation);
  }

  submitted(seq: number, isRestLeft: boolean): void {
    this.#undo.submitted(seq, isRestLeft);
  }

  refused(rollback: O, before: S): void {
    this.#undo.refused(rollback, before);
    this.#look();
  }

  #look(): void {
    const { canUndo, canRedo } = this.#undo;
    if (canUndo === this.#history.canUndo && canRedo === this.#history.canRedo) return;
    this.#history = { canUndo, canRedo };
    this.changed();
  }
}
