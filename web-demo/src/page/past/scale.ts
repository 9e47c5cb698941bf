import type { Sitting } from "../../http/index.ts";

/** A sitting's place on the line: 0 is its left end, 1 its right one. */
export interface Stretch {
  readonly sitting: Sitting;
  readonly start: number;
  readonly end: number;
}

/**
 * Places revisions on a line, so that a sitting of ten operations can be seen and hit beside one of ten thousand: the width of a
 * sitting grows with the square root of its operations. Immutable.
 */
export class Scale {
  readonly stretches: readonly Stretch[];

  /** @param sittings in order and without a gap */
  constructor(sittings: readonly Sitting[]) {
    const widths = sittings.map(({ first, last }) => 3 + Math.sqrt(last - first + 1));
    const total = widths.reduce((sum, width) => sum + width, 0);
    let end = 0;
    this.stretches = sittings.map((sitting, index) => {
      const start = end;
      end = index === sittings.length - 1 ? 1 : start + (widths[index] as number) / total;
      return { sitting, start, end };
    });
  }

  /** The revision before everything on the line. */
  get least(): number {
    const first = this.stretches[0];
    return first === undefined ? 0 : first.sitting.first - 1;
  }

  get most(): number {
    return this.stretches.at(-1)?.sitting.last ?? 0;
  }

  /** The sitting that a revision is in; undefined for the one before everything. */
  sittingOf(revision: number): Sitting | undefined {
    return this.#stretchOf(revision)?.sitting;
  }

  positionOf(revision: number): number {
    const stretch = this.#stretchOf(revision);
    if (stretch === undefined) return revision <= this.least ? 0 : 1;
    const { sitting, start, end } = stretch;
    return start + ((end - start) * (revision - sitting.first + 1)) / (sitting.last - sitting.first + 1);
  }

  /** The revision that is nearest to a position, of those that are left. */
  revisionAt(position: number): number {
    const stretch = this.stretches.find(({ end }) => position <= end) ?? this.stretches.at(-1);
    if (stretch === undefined) return 0;
    const { sitting, start, end } = stretch;
    const share = Math.min(1, Math.max(0, (position - start) / (end - start)));
    if (sitting.squashed === true) return share < 0.5 ? sitting.first - 1 : sitting.last;
    return sitting.first - 1 + Math.round(share * (sitting.last - sitting.first + 1));
  }

  /** The revision so many operations later, or earlier, of those that are left. */
  moved(revision: number, by: number): number {
    const wanted = Math.min(this.most, Math.max(this.least, revision + by));
    const sitting = this.sittingOf(wanted);
    if (sitting?.squashed !== true || wanted === sitting.last) return wanted;
    return by > 0 ? sitting.last : sitting.first - 1;
  }

  /** The end of the next sitting, or of the one before. */
  turned(revision: number, by: 1 | -1): number {
    const ends = [this.least, ...this.stretches.map(({ sitting }) => sitting.last)];
    return by > 0 ? (ends.find((end) => end > revision) ?? this.most) : (ends.filter((end) => end < revision).at(-1) ?? this.least);
  }

  #stretchOf(revision: number): Stretch | undefined {
    let [low, high] = [0, this.stretches.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const stretch = this.stretches[middle] as Stretch;
      if (revision < stretch.sitting.first) high = middle - 1;
      else if (revision > stretch.sitting.last) low = middle + 1;
      else return stretch;
    }
    return undefined;
  }
}
