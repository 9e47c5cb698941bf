import type { Span } from "../../http/index.ts";
import { make } from "../common/elements.ts";
import { mark, signed } from "./marks.ts";
import type { Authors } from "./names.ts";
import { counted } from "./times.ts";

type Path = readonly (string | number)[];

/** More values are not shown. */
const MAX_VALUES = 5_000;

/** What is known of a JSON document's values: by whom they are, or what was added to them. */
export interface TreeMarks {
  readonly spans: readonly Span[];
  readonly change?: "added";
}

/** Shows a JSON document as an indented tree. */
export function showTree(value: unknown, marks: TreeMarks, authors: Authors): HTMLElement[] {
  const tree = new Tree(marks, authors);
  const root = make("div", "tree");
  root.append(tree.entry([], value, true));
  if (tree.left > 0) root.append(make("p", "more", `${counted(tree.left, "more value is", "more values are")} not shown.`));
  return [root];
}

/** Shows what was taken away, which is not in the tree any more: each value with the way to where it was. */
export function showRemoved(before: unknown, removed: readonly Span[], authors: Authors): HTMLElement[] {
  const shown = removed.filter(({ path = [] }, index) => index === 0 || !isBelow(path, removed[index - 1]?.path ?? []));
  if (shown.length === 0) return [];
  const list = make("ul", "removed-values");
  for (const span of shown.slice(0, MAX_VALUES)) {
    const { path = [], from, to } = span;
    const value = valueAt(before, path);
    const item = make("li", "");
    const text = typeof value === "string" && to > from ? value.slice(from, to) : JSON.stringify(value, null, 1) ?? "nothing";
    item.append(make("span", "path", path.length === 0 ? "the whole" : path.join(" › ")), mark({ insert: text, change: "removed", by: span }, authors));
    list.append(item);
  }
  return [make("h3", "removed-title", "Taken away or replaced"), list];
}

/** Whether a path leads into what another leads to: that one shows it. */
function isBelow(path: Path, above: Path): boolean {
  return path.length > above.length && above.every((step, index) => step === path[index]);
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined), root);
}

/** Draws values, the first so many of them. */
class Tree {
  /** How many were not drawn. */
  left = 0;
  #drawn = 0;
  readonly #spans = new Map<string, Span[]>();

  constructor(
    private readonly marks: TreeMarks,
    private readonly authors: Authors,
  ) {
    for (const span of marks.spans) {
      const key = JSON.stringify(span.path ?? []);
      const known = this.#spans.get(key);
      if (known === undefined) this.#spans.set(key, [span]);
      else known.push(span);
    }
  }

  /** One value with what is in it; `isLast` of those around it. */
  entry(path: Path, value: unknown, isLast: boolean): HTMLElement {
    const line = make("div", "entry");
    if (this.#drawn++ >= MAX_VALUES) {
      this.left++;
      return line;
    }
    const key = path.at(-1);
    if (typeof key === "string") line.append(make("span", "key", JSON.stringify(key)), ": ");
    const comma = isLast ? "" : ",";
    if (typeof value !== "object" || value === null) line.append(...this.#leaf(path, value), comma);
    else this.#container(line, path, value, comma);
    return line;
  }

  #container(line: HTMLElement, path: Path, value: object, comma: string): void {
    const isArray = Array.isArray(value);
    const entries: [string | number, unknown][] = isArray ? value.map((item, index) => [index, item]) : Object.entries(value);
    const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
    line.append(this.#signed(path, open));
    const inside = make("div", "inside");
    entries.forEach(([step, item], index) => {
      const entry = this.entry([...path, step], item, index === entries.length - 1);
      if (entry.childNodes.length > 0) inside.append(entry);
    });
    if (entries.length > 0) line.append(inside);
    line.append(close, comma);
  }

  /** A text may be by several. */
  #leaf(path: Path, value: unknown): (HTMLElement | string)[] {
    const spans = this.#spans.get(JSON.stringify(path)) ?? [];
    if (typeof value !== "string" || !spans.some(({ from, to }) => to > from)) return [this.#signed(path, JSON.stringify(value))];
    const parts: (HTMLElement | string)[] = ['"'];
    let at = 0;
    for (const span of spans) {
      parts.push(escaped(value.slice(at, span.from)), this.#mark(span, escaped(value.slice(span.from, span.to))));
      at = span.to;
    }
    return [...parts, escaped(value.slice(at)), '"'];
  }

  #signed(path: Path, text: string): HTMLElement {
    const span = this.#spans.get(JSON.stringify(path))?.find(({ from, to }) => from === to);
    return span === undefined ? make("span", "", text) : this.#mark(span, text);
  }

  #mark(by: Span, text: string): HTMLElement {
    const element = make(this.marks.change === "added" ? "ins" : "span", this.marks.change ?? "", text);
    signed(element, { by, ...(this.marks.change !== undefined && { change: this.marks.change }) }, this.authors);
    return element;
  }
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
