/** How long a task waits at the longest where there are no frames: in a page that nobody sees. */
export const LONGEST_MS = 250;

/**
 * Runs a task no more than once in a frame of the page, however often it is asked for: what is shown more often than that, nobody sees. Asked for
 * after a quiet frame it runs at once, when what asks for it is through.
 *
 * ```
 *   asked   ││││      │  ││││││││││  │                 │
 *   runs    │         │  │       │   │                 │
 *   frames  ┼───────┼───────┼───────┼───────┼───────┼──────
 * ```
 */
export class OncePerFrame {
  #isAsked = false;
  /** Ends the waiting for the frame after the last run; undefined once it has come. */
  #stopWaiting: (() => void) | undefined;

  constructor(private readonly task: () => void) {}

  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    if (this.#stopWaiting === undefined) queueMicrotask(() => this.#run());
  }

  /** What was asked for is not done any more. */
  cancel(): void {
    this.#isAsked = false;
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
  }

  #run(): void {
    if (!this.#isAsked || this.#stopWaiting !== undefined) return;
    this.#isAsked = false;
    this.#waitForFrame();
    this.task();
  }

  #waitForFrame(): void {
    const next = (): void => {
      this.#stopWaiting?.();
      this.#stopWaiting = undefined;
      this.#run();
    };
    const frame = requestAnimationFrame(next);
    const timer = setTimeout(next, LONGEST_MS);
    this.#stopWaiting = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }
}
