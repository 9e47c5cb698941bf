import { appearanceOf } from "../../binding/appearance.ts";
import { Carets } from "../../textarea/carets.ts";
import { make } from "../common/elements.ts";
import type { Actions } from "./actions.ts";
import type { Card } from "./model.ts";
import { TextField } from "./text-field.ts";

/** Where to go from a card, for the keyboard. */
export interface Ways {
  /** Goes to a card, if it is shown. */
  goTo(card: string | undefined): void;
  /** Goes from a card to the one above it, or below; from the last of a column to where one is added. */
  leave(card: string): void;
  /** The card above or below in its column. */
  beside(card: string, step: -1 | 1): string | undefined;
}

/** One card, which is a text field that can be moved about. */
export class CardView {
  readonly element = make("li", "ticket");
  readonly field = make("textarea", "ticket-text");
  readonly #text: TextField;
  readonly #carets: Carets;
  readonly #remove = make("button", "ticket-remove");

  constructor(
    readonly id: string,
    private readonly actions: Actions,
    private readonly ways: Ways,
  ) {
    const path = (): string[] => ["cards", id, "text"];
    this.element.dataset["card"] = id;
    const grip = make("span", "grip");
    grip.setAttribute("aria-hidden", "true");
    this.field.rows = 1;
    this.field.placeholder = "What is to be done?";
    this.#remove.type = "button";
    this.#remove.addEventListener("click", () => this.#removeAndGo());
    this.element.append(grip, this.field, this.#remove);
    this.#text = new TextField(this.field, actions.live, actions.stet, path);
    this.#carets = new Carets(this.field, () => actions.live.pointersAt(path()));
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("focus", () => actions.live.point(path(), this.field.selectionStart, this.field.selectionEnd));
  }

  show({ text }: Card, column: string, isEditable: boolean): void {
    this.#text.show();
    this.field.readOnly = !isEditable;
    if (isEditable) this.field.setAttribute("aria-describedby", "keys");
    else this.field.removeAttribute("aria-describedby");
    this.field.setAttribute("aria-label", `Card in ${column}`);
    this.#remove.setAttribute("aria-label", text === "" ? "Remove this card" : `Remove the card ${text.slice(0, 40)}`);
    this.#remove.hidden = !isEditable;
    const others = this.actions.live.pointersAt(["cards", this.id]);
    const [first] = others.map(appearanceOf);
    this.element.classList.toggle("pointed", first !== undefined);
    this.element.dataset["pointer"] = first?.name ?? "";
    if (first !== undefined) this.element.style.setProperty("--stet-color", first.color);
    if (first !== undefined) this.element.style.setProperty("--stet-ink", first.ink);
    this.#carets.moved();
  }

  end(): void {
    this.#text.end();
    this.#carets.remove();
    this.element.remove();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || this.field.readOnly) return;
    const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
    const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[key];
    const { selectionStart, selectionEnd, value } = this.field;
    if (altKey && move !== undefined) {
      this.actions.nudgeCard(this.id, ...(move as [number, number]));
    } else if (key === "Enter" && !shiftKey && !ctrlKey && !metaKey) {
      this.ways.goTo(this.actions.addCard(this.actions.card(this.id)?.column ?? "", this.id));
    } else if (key === "Backspace" && value === "") {
      this.#removeAndGo();
    } else if (key === "ArrowUp" && !shiftKey && selectionEnd === 0) {
      this.ways.goTo(this.ways.beside(this.id, -1));
    } else if (key === "ArrowDown" && !shiftKey && selectionStart === value.length) {
      this.ways.goTo(this.ways.beside(this.id, 1));
    } else {
      return;
    }
    event.preventDefault();
  }

  #removeAndGo(): void {
    this.ways.leave(this.id);
    this.actions.removeCard(this.id);
  }
}
