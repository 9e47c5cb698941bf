/**
 * Operations that come one after the other, joined as they come the way a binary counter carries: of n of them no more than log2 n are
 * held, and each is walked over about as many times.
 *
 * ```
 *   count   held
 *   1       a
 *   2       ab
 *   3       ab c
 *   4       abcd
 *   5       abcd e
 * ```
 */
export class Gathered<O> {
  readonly #held: O[] = [];
  #count = 0;

  /** @param join given what came earlier and what came later, both in one */
  constructor(private readonly join: (earlier: O, later: O) => O) {}

  add(operation: O): void {
    this.#count += 1;
    let joined = operation;
    for (let carry = this.#count; carry % 2 === 0; carry /= 2) {
      const earlier = this.#held.pop();
      if (earlier !== undefined) joined = this.join(earlier, joined);
    }
    this.#held.push(joined);
  }

  /** All of them in one; undefined if there are none. */
  total(): O | undefined {
    const last = this.#held.at(-1);
    return last && this.#held.slice(0, -1).reduceRight((total, earlier) => this.join(earlier, total), last);
  }

  /** How many operations are held, for tests of the bound. */
  get held(): number {
    return this.#held.length;
  }
}
