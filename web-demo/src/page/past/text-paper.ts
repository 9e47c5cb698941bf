import { make } from "../common/elements.ts";
import { mark } from "./marks.ts";
import type { Authors } from "./names.ts";
import { joined, type Piece } from "./pieces.ts";

/** A block is laid out only when it comes into view: a long text is there at once. */
const LINES_PER_BLOCK = 100;

/** Shows a plain text. */
export function showText(pieces: readonly Piece[], authors: Authors): HTMLElement[] {
  const blocks = [make("div", "block")];
  let lines = 0;
  for (const piece of joined(pieces)) {
    for (let rest = String(piece.insert); rest !== ""; ) {
      const [part, count] = cut(rest, LINES_PER_BLOCK - lines);
      blocks.at(-1)?.append(mark(piece, authors, part));
      rest = rest.slice(part.length);
      lines += count;
      if (lines === LINES_PER_BLOCK) {
        blocks.push(make("div", "block"));
        lines = 0;
      }
    }
  }
  return blocks;
}

/** The beginning of a text with at most so many ends of lines, and how many it has. */
function cut(text: string, most: number): [part: string, lines: number] {
  let [end, lines] = [0, 0];
  while (lines < most) {
    const next = text.indexOf("\n", end);
    if (next < 0) return [text, lines];
    end = next + 1;
    lines++;
  }
  return [text.slice(0, end), lines];
}
