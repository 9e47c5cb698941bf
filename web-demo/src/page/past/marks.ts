import { make } from "../common/elements.ts";
import type { Authors } from "./names.ts";
import type { Piece } from "./pieces.ts";
import { dayOf, hourOf } from "./times.ts";

/** What stands for something that is no text. */
const EMBEDS: Readonly<Record<string, string>> = { image: "Picture", video: "Video", formula: "Formula" };

/** Makes the element of a piece: who wrote it is its colour and its title, what became of it an `ins` or a `del`. */
export function mark(piece: Piece, authors: Authors, text = textOf(piece)): HTMLElement {
  const tag = piece.change === "added" ? "ins" : piece.change === "removed" ? "del" : "span";
  const element = make(tag, piece.change ?? "", text);
  signed(element, piece, authors);
  return element;
}

/** Gives an element the colour and the name of whoever wrote it. */
export function signed(element: HTMLElement, { by, change }: Pick<Piece, "by" | "change">, authors: Authors): void {
  if (by?.author === undefined) {
    if (change === "formatted") element.title = "The format changed";
    return;
  }
  const author = authors.of(by.author);
  element.dataset["author"] = author.id;
  element.style.setProperty("--author", author.color);
  const act = change === "added" ? "Written by " : change === "removed" ? "Taken away by " : "";
  element.title = `${act}${author.name}${by.time === undefined ? "" : `, ${dayOf(by.time)} ${hourOf(by.time)}`}`;
}

function textOf({ insert }: Piece): string {
  if (typeof insert === "string") return insert;
  const kind = Object.keys(insert)[0] ?? "";
  return `[${EMBEDS[kind] ?? kind}]`;
}
