import type { Environment } from "./environment.ts";

/** How long, in milliseconds, what came is taken in at a stretch: about half of the time that there is for a frame. */
export const INTAKE_MS = 8;

/**
 * Takes in what came, in order and by portions: between two of them the page is drawn, and hears its user. It needs no frames, so it goes on in
 * a page that nobody sees.
 *
 * ```
 *   came       1234567        8
 *   taken in   123   456   7  8
 *   the page      ┼     ┼   ┼
 * ```
 */
export class Intake {
  readonly #waiting: (() => unknown)[] = [];
  #isBusy = false;

  constructor(private readonly environment: Environment) {}

  /** Does all of these: at once, if nothing waits, and if there is time. */
  add(tasks: readonly (() => unknown)[]): void {
    for (const task of tasks) this.#waiting.push(task);
    if (!this.#isBusy) this.#takePortion();
  }

  #takePortion(): void {
    this.#isBusy = true;
    const endMs = this.environment.now() + INTAKE_MS;
    try {
      do this.#waiting.shift()?.();
      while (this.#waiting.length > 0 && this.environment.now() < endMs);
    } finally {
      this.#isBusy = this.#waiting.length > 0;
      if (this.#isBusy) this.environment.after(0, () => this.#takePortion());
    }
  }
}
