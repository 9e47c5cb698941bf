import { splitsPair } from "../../src/client/surrogates.ts";
import type { Random } from "./random.ts";

/** Two places in a text, in their order; one and the same if nothing is to be between them. */
export function stretch(random: Random, text: string, isLong: boolean): readonly [from: number, to: number] {
  const from = boundary(random, text);
  const to = isLong && random.chance(0.5) ? boundary(random, text) : from;
  return [from, Math.max(from, to)];
}

/** A place in a text that is not inside a surrogate pair. */
export function boundary(random: Random, text: string): number {
  const place = random.below(text.length + 1);
  return splitsPair(text, place) ? place - 1 : place;
}
