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
  element.dataset["author"] = by.author;
  if (by.time !== undefined) element.dataset["time"] = by.time;
  element.style.setProperty("--author", authors.of(by.author).color);
  element.title = titleOf(element, authors);
}

/** Puts the names as they are known now on what was signed. */
export function rename(paper: HTMLElement, authors: Authors): void {
  for (const element of paper.querySelectorAll<HTMLElement>("[data-author]")) element.title = titleOf(element, authors);
}

function titleOf({ tagName, dataset }: HTMLElement, authors: Authors): string {
  const act = tagName === "INS" ? "Written by " : tagName === "DEL" ? "Taken away by " : "";
  const { author = "", time } = dataset;
  return `${act}${authors.of(author).name}${time === undefined ? "" : `, ${dayOf(time)} ${hourOf(time)}`}`;
}

function textOf({ insert }: Piece): string {
  if (typeof insert === "string") return insert;
  const kind = Object.keys(insert)[0] ?? "";
  return `[${EMBEDS[kind] ?? kind}]`;
}
