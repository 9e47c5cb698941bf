/** Which elements two lists have in common, by Myers' greedy algorithm. */

/** Up to how many inserted and deleted elements they are matched one by one: bounds time and memory. */
export const MAX_EDITS = 500;

/** So many elements that both lists have, or what one has in place of the other. */
export type Hunk = number | { readonly removed: number; readonly added: number };

/**
 * Matches two lists: what the one keeps, loses and gets on its way to the other, from the start to the end. Lists with more than
 * {@link MAX_EDITS} differences are one hunk.
 */
export function match(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  // `reached[k]` is how far into `old` the best path on diagonal k (old - fresh) has come.
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let edits = 0; edits <= MAX_EDITS; edits++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let k = -edits; k <= edits; k += 2) {
      let x = stepsDown(reached, k, edits) ? at(reached, k + 1) : at(reached, k - 1) + 1;
      while (x < old.length && x - k < fresh.length && old[x] === fresh[x - k]) x += 1;
      next.set(k, x);
      if (x >= old.length && x - k >= fresh.length) return walkBack(trace, old.length, fresh.length);
    }
    reached = next;
  }
  return [{ removed: old.length, added: fresh.length }];
}

/** Whether the best way onto diagonal k is to insert an element, rather than to delete one. */
function stepsDown(reached: Map<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(reached, k - 1) < at(reached, k + 1));
}

function at(reached: Map<number, number>, k: number): number {
  return reached.get(k) ?? -1;
}

/** Follows the path back from the end to the start, and returns its hunks from start to end. */
function walkBack(trace: readonly Map<number, number>[], oldLength: number, freshLength: number): readonly Hunk[] {
  const steps: Hunk[] = [];
  let x = oldLength;
  let y = freshLength;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits] as Map<number, number>;
    const k = x - y;
    const down = stepsDown(reached, k, edits);
    const fromX = edits === 0 ? 0 : down ? at(reached, k + 1) : at(reached, k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      steps.push(1);
    }
    if (edits > 0) steps.push(down ? { removed: 0, added: 1 } : { removed: 1, added: 0 });
    x = fromX;
    y = fromY;
  }
  return joined(steps.reverse());
}

/** Joins neighbours of one kind, so that a changed stretch is one hunk. */
function joined(steps: readonly Hunk[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const step of steps) {
    const last = hunks.at(-1);
    if (typeof last === "object" && typeof step === "object") {
      hunks[hunks.length - 1] = { removed: last.removed + step.removed, added: last.added + step.added };
    } else if (typeof last === "number" && typeof step === "number") {
      hunks[hunks.length - 1] = last + step;
    } else {
      hunks.push(step);
    }
  }
  return hunks;
}
