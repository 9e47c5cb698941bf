import { byId, make } from "../common/elements.ts";
import type { Actions } from "./actions.ts";
import type { Ways } from "./card.ts";
import type { Column } from "./model.ts";
import { TextField } from "./text-field.ts";

/** One column: its name, a place for cards, and the means to add one. */
export class ColumnView {
  readonly element = make("li", "column");
  readonly cards = make("ol", "cards");
  readonly #title = make("input", "column-title");
  readonly #count = make("span", "count");
  readonly #remove = make("button", "column-remove");
  readonly #add = make("button", "add-card");
  readonly #text: TextField;

  constructor(
    readonly id: string,
    actions: Actions,
    ways: Ways,
  ) {
    this.element.dataset["column"] = id;
    const head = make("div", "column-head");
    this.#title.type = "text";
    this.#title.maxLength = 60;
    this.#title.setAttribute("aria-label", "Name of the column");
    this.#count.setAttribute("aria-hidden", "true");
    this.#remove.type = this.#add.type = "button";
    this.#remove.addEventListener("click", () => {
      byId("add-column").focus();
      actions.removeColumn(id);
    });
    this.#add.append(make("span", "plus"), "Add a card");
    this.#add.addEventListener("click", () => ways.goTo(actions.addCard(id)));
    head.append(this.#title, this.#count, this.#remove);
    this.element.append(head, this.cards, this.#add);
    // Found anew each time: columns come and go.
    const path = (): (string | number)[] => ["columns", actions.board.columns.findIndex((each) => each.id === id), "title"];
    this.#text = new TextField(this.#title, actions.live, actions.stet, path);
  }

  show({ title }: Column, count: number, isEditable: boolean): void {
    this.#text.show();
    this.#title.readOnly = !isEditable;
    this.#count.textContent = String(count);
    this.cards.setAttribute("aria-label", `${title}, ${count} ${count === 1 ? "card" : "cards"}`);
    this.#remove.setAttribute("aria-label", `Remove the column ${title}`);
    this.#remove.hidden = this.#add.hidden = !isEditable;
  }

  focusTitle(): void {
    this.#title.focus();
    this.#title.select();
  }

  focusAdd(): void {
    this.#add.focus();
  }

  end(): void {
    this.#text.end();
    this.element.remove();
  }
}
