/**
 * What a board is as JSON, and what becomes of it:
 *
 * ```
 * {"columns": [{"id": "todo", "title": "To do"}, …],
 *  "cards": {"k3f…": {"text": "Buy paper", "place": {"column": "todo", "rank": 1.5}}, …}}
 * ```
 *
 * A card says itself where it is, and both halves of that are one value: two who move a card at once leave it in one of the two places, never in
 * both, and text that a third writes in it meanwhile stays.
 */
import type { Json0Operation } from "../../ottypes/index.ts";
import { isList, isObject, type Json } from "../../ottypes/json.ts";

export interface Column {
  readonly id: string;
  readonly title: string;
}

export interface Card {
  readonly id: string;
  readonly text: string;
  /** The column it is in. */
  readonly column: string;
  /** Cards stand in the order of their ranks. */
  readonly rank: number;
}

export interface Board {
  readonly columns: readonly Column[];
  readonly cards: readonly Card[];
}

/** What a new board is. */
export const FRESH = {
  columns: [
    { id: "todo", title: "To do" },
    { id: "doing", title: "Doing" },
    { id: "done", title: "Done" },
  ],
  cards: {},
} as const satisfies Json;

/** Reads a document as a board; undefined if it is something else. What is missing or wrong in a card is made up for. */
export function boardOf(document: Json): Board | undefined {
  const { columns, cards } = isObject(document) ? document : {};
  if (!isList(columns) || !isObject(cards)) return undefined;
  const read = columns.flatMap((each): Column[] => (isObject(each) && typeof each["id"] === "string" ? [{ id: each["id"], title: textOf(each["title"]) }] : []));
  const known = new Set(read.map(({ id }) => id));
  return { columns: read, cards: Object.entries(cards).flatMap(([id, card]) => cardOf(id, card, known, read[0]?.id)) };
}

function cardOf(id: string, card: Json, known: ReadonlySet<string>, first: string | undefined): Card[] {
  if (!isObject(card) || first === undefined) return [];
  const { column, rank } = isObject(card["place"]) ? card["place"] : {};
  // Its column was taken away while somebody moved it there.
  const there = typeof column === "string" && known.has(column) ? column : first;
  return [{ id, text: textOf(card["text"]), column: there, rank: typeof rank === "number" ? rank : 0 }];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The cards of a column from top to bottom, the same in every window. */
export function cardsIn(board: Board, column: string): readonly Card[] {
  return board.cards.filter((card) => card.column === column).sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
}

/** What puts a card in a column, `index` counted without it. Where there is no rank left between two cards, the column is numbered anew. */
export function placing(board: Board, card: string, column: string, index: number): Json0Operation {
  const others = cardsIn(board, column).filter(({ id }) => id !== card);
  const rank = rankBetween(others[index - 1]?.rank, others[index]?.rank);
  const place = (id: string, at: number): Json0Operation[number] => ({ p: ["cards", id, "place"], oi: { column, rank: at } });
  if (rank !== undefined) return [place(card, rank)];
  const order = [...others.slice(0, index).map(({ id }) => id), card, ...others.slice(index).map(({ id }) => id)];
  return order.map((id, at) => place(id, at + 1));
}

/** What makes a card at the end of a column. */
export function adding(board: Board, id: string, column: string, text: string): Json0Operation {
  const rank = (cardsIn(board, column).at(-1)?.rank ?? 0) + 1;
  return [{ p: ["cards", id], oi: { text, place: { column, rank } } }];
}

/** What takes a column away, with the cards in it. */
export function removing(board: Board, column: string): Json0Operation {
  const index = board.columns.findIndex(({ id }) => id === column);
  return [...cardsIn(board, column).map(({ id }) => ({ p: ["cards", id], od: null })), { p: ["columns", index], ld: null }];
}

/** A rank between two others; undefined where there is no number left. */
export function rankBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (after === undefined) return (before ?? 0) + 1;
  if (before === undefined) return after - 1;
  const middle = before + (after - before) / 2;
  return middle > before && middle < after ? middle : undefined;
}
