import type Quill from "quill";
import { appearanceOf } from "../binding/appearance.ts";
import { Overlay, type Box, type Mark } from "../binding/overlay.ts";
import type { Participant, Selection } from "../client/index.ts";

/** Draws the others' carets and selections over an editor, at most once a frame. */
export class Carets {
  readonly #quill: Quill;
  readonly #participants: () => readonly Participant[];
  readonly #overlay: Overlay;
  readonly #resized = new ResizeObserver(() => this.draw());
  /** Where everybody last went by themselves, rather than with the text around them. */
  readonly #places = new Map<string, string>();
  #frame: number | undefined;

  constructor(quill: Quill, participants: () => readonly Participant[]) {
    this.#quill = quill;
    this.#participants = participants;
    this.#overlay = new Overlay(quill.container);
    this.#resized.observe(quill.root);
    quill.root.addEventListener("scroll", this.draw);
  }

  /** Others moved, or came, or went. */
  moved(): void {
    for (const { id, selection } of this.#participants()) this.#places.set(id, `${selection?.anchor} ${selection?.head}`);
    this.draw();
  }

  /** The text changed, or its place. */
  readonly draw = (): void => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (!this.#quill.composition.isComposing) this.#overlay.draw(this.#marks());
    });
  };

  remove(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#quill.root.removeEventListener("scroll", this.draw);
    this.#overlay.remove();
  }

  #marks(): Mark[] {
    const { height } = this.#overlay.element.getBoundingClientRect();
    return this.#participants().flatMap((participant): Mark[] => {
      const { id, selection } = participant;
      if (selection === undefined) return [];
      const caret = this.#caretAt(selection.head);
      // A scrolled editor has places that cannot be seen.
      const isSeen = caret !== undefined && caret.top + caret.height > 0 && caret.top < height;
      return isSeen ? [{ id, appearance: appearanceOf(participant), caret, selection: this.#pieces(selection), place: this.#places.get(id) ?? "" }] : [];
    });
  }

  #caretAt(position: number): Box | undefined {
    const bounds = this.#quill.getBounds(Math.min(position, this.#quill.getLength() - 1));
    return bounds === null ? undefined : { left: bounds.left, top: bounds.top, width: 0, height: bounds.height };
  }

  /** What is selected, line by line. */
  #pieces({ anchor, head }: Selection): Box[] {
    const last = this.#quill.getLength() - 1;
    const [start, end] = [Math.min(anchor, head, last), Math.min(Math.max(anchor, head), last)];
    if (start === end) return [];
    const [startNode, startOffset, endNode, endOffset] = this.#quill.selection.rangeToNative({ index: start, length: end - start });
    if (startNode === null || endNode === null) return [];
    const range = document.createRange();
    range.setStart(startNode, startOffset);
    range.setEnd(endNode, endOffset);
    const origin = this.#overlay.element.getBoundingClientRect();
    return textRectangles(range).map(({ left, top, width, height }) => ({ left: left - origin.left, top: top - origin.top, width, height }));
  }
}

/** The rectangles of the texts in a range, without those of the blocks around them. */
function textRectangles(range: Range): DOMRect[] {
  const { commonAncestorContainer: root } = range;
  if (root instanceof Text) return [...range.getClientRects()];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (range.intersectsNode(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));
  const rectangles: DOMRect[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const part = document.createRange();
    part.selectNodeContents(node);
    if (node === range.startContainer) part.setStart(node, range.startOffset);
    if (node === range.endContainer) part.setEnd(node, range.endOffset);
    rectangles.push(...part.getClientRects());
  }
  return rectangles.filter(({ width }) => width > 0);
}
