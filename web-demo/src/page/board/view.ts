import { byId, say } from "../common/elements.ts";
import type { Actions } from "./actions.ts";
import { CardView, type Ways } from "./card.ts";
import { ColumnView } from "./column.ts";
import { boardOf, cardsIn, type Board } from "./model.ts";

const MOVE_MS = 180;

/** Shows a board, and keeps what is shown in step with it: at most once a frame, with every card and column kept that stays. */
export class BoardView implements Ways {
  readonly #root = byId("board");
  readonly #columns = new Map<string, ColumnView>();
  readonly #cards = new Map<string, CardView>();
  #frame: number | undefined;

  constructor(private readonly actions: Actions) {}

  /** Something changed. */
  changed(): void {
    this.#frame ??= requestAnimationFrame(() => this.#render());
  }

  goTo(card: string | undefined): void {
    if (card === undefined) return;
    this.#render();
    this.#cards.get(card)?.field.focus();
  }

  leave(card: string): void {
    const next = this.beside(card, -1) ?? this.beside(card, 1);
    if (next === undefined) this.#columns.get(this.actions.card(card)?.column ?? "")?.focusAdd();
    else this.goTo(next);
  }

  beside(card: string, step: -1 | 1): string | undefined {
    const { board } = this.actions;
    const cards = cardsIn(board, this.actions.card(card)?.column ?? "");
    return cards[cards.findIndex(({ id }) => id === card) + step]?.id;
  }

  goToColumn(column: string | undefined): void {
    this.#render();
    this.#columns.get(column ?? "")?.focusTitle();
  }

  /** Scrolls to a card, or to a column. */
  reveal(path: readonly (string | number)[]): void {
    const [kind, key] = path;
    const view = kind === "cards" ? this.#cards.get(String(key)) : this.#columns.get(this.actions.board.columns[Number(key)]?.id ?? "");
    view?.element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
  }

  #render(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const document_ = this.actions.live.at([]) ?? null;
    const board = boardOf(document_);
    const isKnown = this.actions.stet.revision !== undefined;
    byId("empty").hidden = document_ !== null || !isKnown;
    byId("make-board").hidden = !this.actions.stet.isEditable;
    byId("other").hidden = board !== undefined || document_ === null;
    byId<HTMLButtonElement>("add-column").disabled = !this.actions.isEditable;
    this.#root.hidden = board === undefined;
    if (board === undefined) byId("other-json").textContent = JSON.stringify(document_, null, 2);
    else keepingFocus(() => moving([...this.#cards.values()], () => this.#show(board)));
  }

  #show(board: Board): void {
    const { isEditable } = this.actions;
    const written = document.activeElement?.closest<HTMLElement>(".ticket, .column")?.dataset;
    forget(this.#cards, new Set(board.cards.map(({ id }) => id)));
    forget(this.#columns, new Set(board.columns.map(({ id }) => id)));
    const columns = board.columns.map((column) => {
      const view = kept(this.#columns, column.id, () => new ColumnView(column.id, this.actions, this));
      const cards = cardsIn(board, column.id);
      view.show(column, cards.length, isEditable);
      const views = cards.map((card) => {
        const cardView = kept(this.#cards, card.id, () => new CardView(card.id, this.actions, this));
        cardView.show(card, column.title, isEditable);
        return cardView.element;
      });
      putInOrder(view.cards, views);
      return view.element;
    });
    putInOrder(this.#root, columns);
    tellIfGone(written, board);
  }
}

/** Says so when what the user is in goes away under them. */
function tellIfGone(written: DOMStringMap | undefined, { cards, columns }: Board): void {
  const { card, column } = written ?? {};
  if (card !== undefined && !cards.some(({ id }) => id === card)) say("The card you were in was removed.");
  if (column !== undefined && !columns.some(({ id }) => id === column)) say("The column you were in was removed.");
}

function kept<V>(views: Map<string, V>, id: string, create: () => V): V {
  const view = views.get(id) ?? create();
  views.set(id, view);
  return view;
}

function forget(views: Map<string, { end(): void }>, ids: ReadonlySet<string>): void {
  for (const [id, view] of views) {
    if (ids.has(id)) continue;
    view.end();
    views.delete(id);
  }
}

/** Puts elements in order, and moves none that is in its place. */
function putInOrder(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  elements.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  });
}

/** An element that is moved in the page loses the focus: it gets it back. */
function keepingFocus(change: () => void): void {
  const { activeElement } = document;
  change();
  if (activeElement instanceof HTMLElement && activeElement.isConnected && document.activeElement !== activeElement) activeElement.focus({ preventScroll: true });
}

/** Lets cards glide to where they are after a change, so that one sees what others move. */
function moving(cards: readonly CardView[], change: () => void): void {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const before = isCalm ? [] : cards.map(({ element }) => ({ element, box: element.getBoundingClientRect() }));
  change();
  for (const { element, box } of before) {
    if (!element.isConnected) continue;
    const { left, top } = element.getBoundingClientRect();
    if (left === box.left && top === box.top) continue;
    element.animate([{ transform: `translate(${box.left - left}px, ${box.top - top}px)` }, { transform: "none" }], { duration: MOVE_MS, easing: "ease-out" });
  }
}
