import { isSameSelection, type Selection } from "./document-type.ts";
import type { Environment } from "./environment.ts";
import type { PresenceState } from "./protocol.ts";

/** The shortest time between two updates of one's own presence. */
export const PRESENCE_INTERVAL_MS = 50;

/** What is new about oneself since it was told last. */
export interface PresenceNews {
  /** null: there is no selection any more. */
  readonly selection?: Selection | null;
  readonly state?: PresenceState;
}

/** One's own selection and state, told to the others when they changed, but not too often. */
export class OwnPresence {
  #selection: Selection | undefined;
  #state: PresenceState | undefined;
  #isSelectionNew = false;
  #isStateNew = false;
  #lastSentMs = -Infinity;
  #cancel: (() => void) | undefined;

  /**
   * @param mayTell whether a selection has a place on a revision now
   * @param tell sends the news
   */
  constructor(
    private readonly environment: Environment,
    private readonly mayTell: () => boolean,
    private readonly tell: (news: PresenceNews) => void,
  ) {}

  select(selection: Selection | undefined): void {
    if (isSameSelection(selection, this.#selection)) return;
    this.#selection = selection;
    this.#isSelectionNew = true;
    this.flush();
  }

  announce(state: PresenceState): void {
    this.#state = state;
    this.#isStateNew = true;
    this.flush();
  }

  /** The user edited: the selection goes along with the operation, or is told after its ack. */
  edited(selection: Selection | undefined): void {
    this.#selection = selection;
    this.#isSelectionNew = true;
  }

  /** The operation the selection went along with was refused: what the server knows is outdated. */
  outdated(): void {
    this.#isSelectionNew = true;
  }

  /** What was told last was not taken: it is told again, but not sooner than that. */
  refused(afterMs: number): void {
    this.#lastSentMs = this.environment.now() + afterMs - PRESENCE_INTERVAL_MS;
    this.forgotten();
    this.flush();
  }

  /** The server knows nothing of it. */
  forgotten(): void {
    this.#isSelectionNew = this.#selection !== undefined;
    this.#isStateNew = this.#state !== undefined;
  }

  /** Others edited: the selection is elsewhere now, and the server moved it in the same way. That its place is gone is told in any case. */
  moved(selection: Selection | undefined): void {
    if (selection === undefined && this.#selection !== undefined) this.#isSelectionNew = true;
    this.#selection = selection;
  }

  /** The selection to go along with an operation that is all there is to send; undefined if there is none. */
  takeSelection(): Selection | undefined {
    if (this.#selection !== undefined) this.#isSelectionNew = false;
    return this.#selection;
  }

  get selection(): Selection | undefined {
    return this.#selection;
  }

  /** Tells what is new, now or when the interval is over. */
  flush(): void {
    if (this.#cancel !== undefined || !(this.#isSelectionNew || this.#isStateNew) || !this.mayTell()) return;
    const waitMs = this.#lastSentMs + PRESENCE_INTERVAL_MS - this.environment.now();
    if (waitMs > 0) {
      this.#cancel = this.environment.after(waitMs, () => {
        this.#cancel = undefined;
        this.flush();
      });
      return;
    }
    this.#lastSentMs = this.environment.now();
    this.tell({
      ...(this.#isSelectionNew ? { selection: this.#selection ?? null } : {}),
      ...(this.#isStateNew && this.#state !== undefined ? { state: this.#state } : {}),
    });
    this.#isSelectionNew = this.#isStateNew = false;
  }
}
