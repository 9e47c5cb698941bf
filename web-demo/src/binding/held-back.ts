import type { DocumentType, Selection } from "../client/index.ts";

/**
 * What others did and an editor cannot show now, because the user is composing a word in it: a change of the text would end that.
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
  #held: O | undefined;

  constructor(private readonly type: DocumentType<S, O>) {}

  add(operation: O): void {
    this.#held = this.#held === undefined ? operation : this.type.compose(this.#held, operation);
  }

  /** The user's edit of what is shown as an edit of the document. */
  over(edit: O): O {
    const held = this.#held;
    if (held === undefined) return edit;
    this.#held = this.type.transform(held, edit, "right");
    return this.type.transform(edit, held, "left");
  }

  /** A place in what is shown as one in the document. */
  placeOf(shown: Selection): Selection | undefined {
    return this.#held === undefined ? shown : this.type.transformSelection(shown, this.#held);
  }

  /** The document, from what is shown. */
  documentOf(shown: S): S {
    return this.#held === undefined ? shown : this.type.apply(shown, this.#held);
  }

  /** Hands out what is to be shown, and holds nothing any more. */
  take(): O | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }
}
