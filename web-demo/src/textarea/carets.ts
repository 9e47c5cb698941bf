import { appearanceOf } from "../binding/appearance.ts";
import { Overlay, type Box, type Mark } from "../binding/overlay.ts";
import type { Participant } from "../client/index.ts";
import type { TextField } from "./binding.ts";

/** A field does not tell where its letters are, so they are laid out once more beside it; for longer texts that is too dear. */
const MAX_LENGTH = 100_000;

/** All that has a say in where letters are. */
const COPIED = [
  "direction", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-stretch", "font-style", "font-variant", "font-variation-settings",
  "font-weight", "letter-spacing", "line-height", "padding", "tab-size", "text-align", "text-indent", "text-transform", "word-break", "word-spacing",
] as const;

/** Draws the others' carets and selections over a text field, at most once a frame. */
export class Carets {
  readonly #overlay: Overlay;
  readonly #mirror = document.createElement("div");
  readonly #text = document.createTextNode("");
  readonly #resized = new ResizeObserver(() => this.draw());
  readonly #places = new Map<string, string>();
  #frame: number | undefined;

  constructor(
    private readonly field: TextField,
    private readonly participants: () => readonly Participant[],
  ) {
    this.#overlay = new Overlay(field.parentElement ?? document.body);
    this.#overlay.element.classList.add("stet-overlay-field");
    this.#mirror.className = "stet-mirror";
    this.#mirror.append(this.#text);
    this.#overlay.element.append(this.#mirror);
    this.#resized.observe(field);
  }

  /** Others moved, or came, or went. */
  moved(): void {
    for (const { id, selection } of this.participants()) this.#places.set(id, `${selection?.anchor} ${selection?.head}`);
    this.draw();
  }

  /** The text changed, or its place. */
  draw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#overlay.draw(this.#marks());
    });
  }

  remove(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#overlay.remove();
  }

  #marks(): Mark[] {
    const shown = this.participants().filter(({ selection }) => selection !== undefined);
    if (shown.length === 0 || this.field.value.length > MAX_LENGTH) return [];
    this.#layOut();
    return shown.flatMap((participant): Mark[] => {
      const { id, selection = { anchor: 0, head: 0 } } = participant;
      const [caret] = this.#boxes(selection.head, selection.head);
      if (caret === undefined || caret.top + caret.height <= 0 || caret.top >= this.field.clientHeight) return [];
      const [start, end] = [Math.min(selection.anchor, selection.head), Math.max(selection.anchor, selection.head)];
      const pieces = start === end ? [] : this.#boxes(start, end);
      return [{ id, appearance: appearanceOf(participant), caret, selection: pieces, place: this.#places.get(id) ?? "" }];
    });
  }

  #layOut(): void {
    const { field } = this;
    const overlay = this.#overlay.element.style;
    overlay.left = `${field.offsetLeft + field.clientLeft}px`;
    overlay.top = `${field.offsetTop + field.clientTop}px`;
    overlay.width = `${field.clientWidth}px`;
    overlay.height = `${field.clientHeight}px`;
    const style = getComputedStyle(field);
    for (const name of COPIED) this.#mirror.style.setProperty(name, style.getPropertyValue(name));
    const hasLines = field instanceof HTMLTextAreaElement;
    this.#mirror.style.whiteSpace = hasLines ? style.whiteSpace : "pre";
    this.#mirror.style.width = hasLines ? `${field.clientWidth}px` : "max-content";
    // What is at the end of a line that is empty has a place only if something follows.
    this.#text.data = `${field.value}\u200b`;
  }

  #boxes(start: number, end: number): Box[] {
    const last = this.#text.length - 1;
    const range = document.createRange();
    range.setStart(this.#text, Math.min(start, last));
    range.setEnd(this.#text, start === end ? Math.min(start, last) + 1 : Math.min(end, last));
    const origin = this.#mirror.getBoundingClientRect();
    const { scrollLeft, scrollTop } = this.field;
    const boxes = [...range.getClientRects()].map(({ left, top, width, height }) => ({ left: left - origin.left - scrollLeft, top: top - origin.top - scrollTop, width, height }));
    return start === end ? boxes.slice(0, 1) : boxes;
  }
}
