/** The others' carets and selections, drawn over an editor that has no place for them itself. */
import type { Appearance } from "./appearance.ts";
import { adoptStyle } from "./style.ts";

/** A rectangle, in pixels from the upper left corner of the overlay. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where somebody is. */
export interface Mark {
  /** Names the participant. */
  readonly id: string;
  readonly appearance: Appearance;
  readonly caret: Box;
  readonly selection: readonly Box[];
  /** Another text whenever the participant moved by themselves: the name shows up again. */
  readonly place: string;
}

interface Drawn {
  readonly caret: HTMLElement;
  readonly name: HTMLElement;
  place: string;
}

/** Lies over the editor, lets every click through, and is nothing to screen readers: a caret is not in the text. */
export class Overlay {
  readonly element = document.createElement("div");
  readonly #selections = document.createElement("div");
  readonly #drawn = new Map<string, Drawn>();

  /** @param host a positioned element that the editor is in */
  constructor(host: HTMLElement) {
    adoptStyle();
    this.element.className = "stet-overlay";
    this.element.setAttribute("aria-hidden", "true");
    this.element.append(this.#selections);
    host.append(this.element);
  }

  draw(marks: readonly Mark[]): void {
    const ids = new Set(marks.map(({ id }) => id));
    for (const [id, { caret }] of this.#drawn) {
      if (ids.has(id)) continue;
      caret.remove();
      this.#drawn.delete(id);
    }
    this.#selections.replaceChildren(...marks.flatMap((mark) => mark.selection.map((box) => selectionPiece(mark, box))));
    for (const mark of marks) this.#drawCaret(mark);
  }

  remove(): void {
    this.element.remove();
  }

  #drawCaret({ id, appearance, caret: box, place }: Mark): void {
    const drawn = this.#drawn.get(id) ?? this.#add(id);
    const { caret, name } = drawn;
    setBox(caret, { ...box, width: 2 });
    setColors(caret, appearance);
    if (name.textContent !== appearance.name) name.textContent = appearance.name;
    const isTurned = box.left + name.offsetWidth > this.element.clientWidth;
    name.classList.toggle("stet-name-turned", isTurned);
    name.classList.toggle("stet-name-below", box.top < name.offsetHeight);
    if (drawn.place === place) return;
    drawn.place = place;
    for (const animation of name.getAnimations()) animation.currentTime = 0;
  }

  #add(id: string): Drawn {
    const [caret, name] = [document.createElement("div"), document.createElement("span")];
    caret.className = "stet-caret";
    caret.dataset["participant"] = id;
    name.className = "stet-name";
    caret.append(name);
    this.element.append(caret);
    const drawn = { caret, name, place: "" };
    this.#drawn.set(id, drawn);
    return drawn;
  }
}

function selectionPiece({ id, appearance }: Mark, box: Box): HTMLElement {
  const piece = document.createElement("div");
  piece.className = "stet-selection";
  piece.dataset["participant"] = id;
  setBox(piece, box);
  setColors(piece, appearance);
  return piece;
}

function setBox({ style }: HTMLElement, { left, top, width, height }: Box): void {
  style.transform = `translate(${left}px, ${top}px)`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}

function setColors({ style }: HTMLElement, { color, ink }: Appearance): void {
  style.setProperty("--stet-color", color);
  style.setProperty("--stet-ink", ink);
}
