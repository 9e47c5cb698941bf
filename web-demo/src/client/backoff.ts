/** How long to wait before the next attempt: exponential with full jitter, so that many clients do not come back at once. */
export class Backoff {
  #failures = 0;

  /**
   * @param random at least 0 and less than 1
   * @param baseMs the longest first wait
   * @param ceilingMs the longest wait of all
   */
  constructor(
    private readonly random: () => number,
    private readonly baseMs: number,
    private readonly ceilingMs: number,
  ) {}

  /** Attempts that failed since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** Counts a failure, and returns how many milliseconds to wait. */
  next(): number {
    const longest = Math.min(this.ceilingMs, this.baseMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return Math.round(this.random() * longest);
  }

  /** The last attempt succeeded. */
  succeeded(): void {
    this.#failures = 0;
  }
}
