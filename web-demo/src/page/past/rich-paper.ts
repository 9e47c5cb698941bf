import { make } from "../common/elements.ts";
import { mark } from "./marks.ts";
import type { Authors } from "./names.ts";
import { joined, type Piece } from "./pieces.ts";

type Attributes = NonNullable<Piece["attributes"]>;

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const SAFE_PICTURE = /^data:image\/(png|jpeg|gif|webp);base64,/i;
const COLOR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s,.%]+\))$/i;
const ALIGNMENTS = ["center", "right", "justify"];
/** Formats that are elements, the innermost first. */
const ELEMENTS = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["underline", "u"],
  ["strike", "s"],
] as const;

/** Shows a rich text, rendered. */
export function showRich(pieces: readonly Piece[], authors: Authors): HTMLElement[] {
  const lines = new Lines();
  for (const piece of joined(pieces)) {
    if (typeof piece.insert !== "string") {
      lines.add(picture(piece, authors) ?? inline(piece, authors));
      continue;
    }
    const [first = "", ...rest] = piece.insert.split("\n");
    lines.add(inline(piece, authors, first));
    for (const text of rest) {
      if (piece.change !== undefined && piece.change !== "formatted") lines.add(lineEnd(piece, authors));
      if (piece.change !== "removed") lines.end(piece.attributes ?? {}, piece.change === "formatted");
      lines.add(inline(piece, authors, text));
    }
  }
  return lines.blocks();
}

/** Collects lines, and puts those of one list in it. */
class Lines {
  readonly #blocks: HTMLElement[] = [];
  #line: HTMLElement[] = [];

  add(part: HTMLElement): void {
    if (part.childNodes.length > 0) this.#line.push(part);
  }

  end(attributes: Attributes, isFormatted: boolean): void {
    const { list, header } = attributes;
    const isCode = attributes["code-block"] !== undefined;
    const line = typeof list === "string" ? this.#item(list, attributes) : typeof header === "number" ? heading(header) : make("p", "");
    if (isCode) line.className = "code-line";
    if (attributes["blockquote"] === true) line.className = "quote";
    if (ALIGNMENTS.includes(String(attributes["align"]))) line.classList.add(String(attributes["align"]));
    if (attributes["direction"] === "rtl") line.dir = "rtl";
    if (isFormatted) line.classList.add("formatted");
    const indent = Number(attributes["indent"] ?? 0);
    if (indent > 0 && indent < 10) line.style.setProperty("--indent", String(indent));
    line.append(...(this.#line.length === 0 ? [document.createElement("br")] : this.#line));
    if (typeof list !== "string") this.#blocks.push(line);
    this.#line = [];
  }

  /** What is left without an end is a line, too. */
  blocks(): HTMLElement[] {
    if (this.#line.length > 0) this.end({}, false);
    return this.#blocks;
  }

  #item(kind: string, attributes: Attributes): HTMLElement {
    const tag = kind === "ordered" ? "ol" : "ul";
    const last = this.#blocks.at(-1);
    const isSame = last?.tagName.toLowerCase() === tag && (last.dataset["indent"] ?? "0") === String(attributes["indent"] ?? 0);
    const list = isSame && last !== undefined ? last : make(tag, "");
    list.dataset["indent"] = String(attributes["indent"] ?? 0);
    if (list !== last) this.#blocks.push(list);
    const item = make("li", kind === "checked" || kind === "unchecked" ? kind : "");
    list.append(item);
    return item;
  }
}

/** A heading below those of the page. */
function heading(level: number): HTMLElement {
  const element = make("div", `heading-${Math.min(6, Math.max(1, level))}`);
  element.setAttribute("role", "heading");
  element.setAttribute("aria-level", String(Math.min(6, level + 1)));
  return element;
}

function lineEnd(piece: Piece, authors: Authors): HTMLElement {
  const element = mark(piece, authors, "↵");
  element.classList.add("line-end");
  return element;
}

function inline(piece: Piece, authors: Authors, text?: string): HTMLElement {
  const element = text === undefined ? mark(piece, authors) : mark(piece, authors, text);
  if (element.childNodes.length === 0) return element;
  const { attributes = {} } = piece;
  let content: Node[] = [...element.childNodes];
  const wrap = (outer: HTMLElement): void => {
    outer.append(...content);
    content = [outer];
  };
  for (const [name, tag] of ELEMENTS) if (attributes[name] === true) wrap(make(tag, ""));
  if (attributes["script"] === "sub" || attributes["script"] === "super") wrap(make(attributes["script"] === "sub" ? "sub" : "sup", ""));
  const link = attributes["link"];
  if (typeof link === "string" && SAFE_LINK.test(link)) {
    const anchor = make("a", "");
    anchor.href = link;
    anchor.rel = "noopener noreferrer nofollow";
    anchor.target = "_blank";
    wrap(anchor);
  }
  const { color, background } = attributes;
  if (isColor(color) || isColor(background)) {
    const span = make("span", "");
    if (isColor(color)) span.style.color = color;
    if (isColor(background)) span.style.backgroundColor = background;
    wrap(span);
  }
  element.replaceChildren(...content);
  return element;
}

/** A picture that lies in the document itself: the page fetches none from elsewhere. */
function picture(piece: Piece, authors: Authors): HTMLElement | undefined {
  const source = typeof piece.insert === "string" ? undefined : piece.insert["image"];
  if (typeof source !== "string" || !SAFE_PICTURE.test(source)) return undefined;
  const element = mark(piece, authors, "");
  const image = make("img", "");
  image.src = source;
  image.alt = typeof piece.attributes?.["alt"] === "string" ? piece.attributes["alt"] : "Picture";
  element.append(image);
  return element;
}

function isColor(value: unknown): value is string {
  return typeof value === "string" && COLOR.test(value);
}
