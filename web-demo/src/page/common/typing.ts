/** Who is typing just now: told to the others with the rest of one's state. */

/** How long somebody is typing after a keystroke. */
export const TYPING_MS = 2_000;

/** Says when this user begins and ends to type. */
export class Typing {
  #isTyping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: (isTyping: boolean) => void) {}

  get isTyping(): boolean {
    return this.#isTyping;
  }

  /** The user typed. */
  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#become(false), TYPING_MS);
    this.#become(true);
  }

  #become(isTyping: boolean): void {
    if (isTyping === this.#isTyping) return;
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
