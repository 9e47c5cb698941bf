/** What a user can do to a board. */
import type { StetDocument } from "../../client/index.ts";
import type { LiveJson } from "../../json/index.ts";
import type { Json, Json0Operation } from "../../ottypes/index.ts";
import { say } from "../common/elements.ts";
import { adding, boardOf, cardsIn, placing, removing, type Board, type Card } from "./model.ts";

const ID_BYTES = 9;

export class Actions {
  constructor(
    readonly live: LiveJson,
    readonly stet: StetDocument<Json, Json0Operation>,
  ) {}

  get board(): Board {
    return boardOf(this.live.at([]) ?? null) ?? { columns: [], cards: [] };
  }

  get isEditable(): boolean {
    return this.stet.isEditable && boardOf(this.live.at([]) ?? null) !== undefined;
  }

  card(id: string): Card | undefined {
    return this.board.cards.find((each) => each.id === id);
  }

  /** Adds a card to a column, below another or at the end; returns its id. */
  addCard(column: string, below?: string): string | undefined {
    const id = freshId();
    const index = below === undefined ? -1 : cardsIn(this.board, column).findIndex((card) => card.id === below);
    return this.#edit((board) => adding(board, id, column, ""), index >= 0 ? (board) => placing(board, id, column, index + 1) : undefined) ? id : undefined;
  }

  removeCard(id: string): void {
    if (this.card(id) !== undefined && this.#edit(() => [{ p: ["cards", id], od: null }])) say("Card removed. Undo brings it back.");
  }

  /** Moves a card to a place in a column, counted without it. */
  moveCard(id: string, column: string, index: number): void {
    const card = this.card(id);
    const target = this.board.columns.find((each) => each.id === column);
    if (card === undefined || target === undefined) return;
    const others = cardsIn(this.board, column).filter((each) => each.id !== id);
    const at = Math.max(0, Math.min(index, others.length));
    const isThere = card.column === column && cardsIn(this.board, column)[at]?.id === id;
    if (isThere || !this.#edit((board) => placing(board, id, column, at))) return;
    say(`Moved to ${target.title}, ${at + 1} of ${others.length + 1}.`);
  }

  /** Moves a card by so many places, or to the column beside its own at the same height. */
  nudgeCard(id: string, columns: number, places: number): void {
    const { board } = this;
    const card = this.card(id);
    if (card === undefined) return;
    const target = board.columns[board.columns.findIndex((each) => each.id === card.column) + columns];
    const index = cardsIn(board, card.column).findIndex((each) => each.id === id);
    if (target !== undefined) this.moveCard(id, target.id, index + places);
  }

  /** Adds a column at the end; returns its id. */
  addColumn(): string | undefined {
    const id = freshId();
    return this.#edit(({ columns }) => [{ p: ["columns", columns.length], li: { id, title: "New column" } }]) ? id : undefined;
  }

  removeColumn(id: string): void {
    if (this.#edit((board) => removing(board, id))) say("Column removed. Undo brings it back.");
  }

  /** Edits as a step of its own, if the board can be edited. What comes second is made on what the first left. */
  #edit(...changes: (((board: Board) => Json0Operation) | undefined)[]): boolean {
    if (!this.isEditable) return false;
    this.stet.beginStep();
    for (const change of changes) {
      const operation = change?.(this.board) ?? [];
      if (operation.length > 0) this.live.edit(operation);
    }
    return true;
  }
}

function freshId(): string {
  const letters = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_");
}
