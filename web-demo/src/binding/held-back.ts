import type { DocumentType, Selection } from "../client/index.ts";
import { Gathered } from "../client/gathered.ts";

/**
 * What others did and an editor does not show yet: because the user is composing a word in it, which a change of the text would end, or because
 * more comes than can be seen.
 *
 * ```
 *             held               edit: made by the user on what is shown
 *   shown  ─────────▶ document   held: made by others on what is shown
 *     │                  │
 *     │ edit             │ over(edit)
 *     ▼                  ▼
 *     ·    ─────────▶    ·
 * ```
 */
export class HeldBack<S, O> {
  #held: Gathered<O>;

  constructor(private readonly type: DocumentType<S, O>) {
    this.#held = this.#gathered();
  }

  add(operation: O): void {
    this.#held.add(operation);
  }

  /** The user's edit of what is shown as an edit of the document. */
  over(edit: O): O {
    const held = this.take();
    if (held === undefined) return edit;
    this.#held.add(this.type.transform(held, edit, "right"));
    return this.type.transform(edit, held, "left");
  }

  /** A place in what is shown as one in the document. */
  placeOf(shown: Selection): Selection | undefined {
    const held = this.#held.total();
    return held === undefined ? shown : this.type.transformSelection(shown, held);
  }

  /** The document, from what is shown. */
  documentOf(shown: S): S {
    const held = this.#held.total();
    return held === undefined ? shown : this.type.apply(shown, held);
  }

  /** Hands out what is to be shown, and holds nothing any more. */
  take(): O | undefined {
    const held = this.#held.total();
    if (held !== undefined) this.#held = this.#gathered();
    return held;
  }

  #gathered(): Gathered<O> {
    return new Gathered((earlier, later) => this.type.compose(earlier, later));
  }
}
