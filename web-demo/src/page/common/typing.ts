/** Who is typing just now: told to the others with the rest of one's state. */

/** How long somebody is typing after a keystroke. */
export const TYPING_MS = 2_000;

/** Says when this user begins and ends to type. */
export class Typing {
  #isTyping = false;
  /** When the user typed last, in milliseconds since the page was loaded. */
  #lastMs = 0;

  constructor(private readonly changed: (isTyping: boolean) => void) {}

  get isTyping(): boolean {
    return this.#isTyping;
  }

  /** The user typed. */
  typed(): void {
    this.#lastMs = performance.now();
    if (this.#isTyping) return;
    this.#become(true);
    this.#lookAgain();
  }

  /** One timer at a time, not one with every key. */
  #lookAgain(): void {
    const leftMs = this.#lastMs + TYPING_MS - performance.now();
    if (leftMs > 0) setTimeout(() => this.#lookAgain(), leftMs);
    else this.#become(false);
  }

  #become(isTyping: boolean): void {
    this.#isTyping = isTyping;
    this.changed(isTyping);
  }
}

/** Says who of these types. */
export function typingWords(names: readonly string[]): string {
  if (names.length === 0) return "";
  if (names.length === 1) return `${names[0]} is typing…`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`;
  return `${names.length} people are typing…`;
}
