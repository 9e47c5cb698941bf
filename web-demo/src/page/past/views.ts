/** What is shown of a moment: the document as it was with who wrote what, or what changed from it to another. */
import type { Content, HttpDocument, Span } from "../../http/index.ts";
import { troubleOf } from "../common/words.ts";
import type { Authors } from "./names.ts";
import { attributed, merged, type Insert, type Unit } from "./pieces.ts";
import { showRich } from "./rich-paper.ts";
import { showText } from "./text-paper.ts";
import { showRemoved, showTree } from "./tree-paper.ts";

/** So many edits before a moment are looked at to say who wrote what. */
export const MAX_BLAMED = 20_000;
/** A text is shown without colours if those take longer. */
const COLORS_PATIENCE_MS = 250;

/** What is put on the page. */
export interface View {
  readonly elements: readonly HTMLElement[];
  /** When the moment was. */
  readonly modifiedMs: number;
  /** How much of it each wrote, in units of the type, by the user's id; absent while that is not known. */
  readonly lengths?: ReadonlyMap<string, number>;
  /** How much of it was not looked at. */
  readonly unsigned?: number;
  /** Why nobody's colour is in it. */
  readonly trouble?: string;
}

/**
 * Shows a document as it was: at once, if the colours take their time, and again with them.
 *
 * @param from what was there at this revision is nobody's
 */
export async function showThen(document: HttpDocument, revision: number, from: number, authors: Authors, signal: AbortSignal, show: (view: View) => void): Promise<void> {
  const blamed = document.blame({ revision, from, signal }).then(
    ({ spans }) => ({ spans }),
    (error: unknown) => ({ error }),
  );
  const content = await document.read({ revision, signal });
  const quick = await Promise.race([blamed, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), COLORS_PATIENCE_MS))]);
  if (quick === undefined && !signal.aborted) show({ elements: drawn(content, [], authors), modifiedMs: content.modifiedMs });
  const blame = quick ?? (await blamed);
  if (signal.aborted) return;
  if ("error" in blame) {
    show({ elements: drawn(content, [], authors), modifiedMs: content.modifiedMs, trouble: troubleOf(blame.error).words });
    return;
  }
  const { lengths, unsigned } = measured(blame.spans);
  show({ elements: drawn(content, blame.spans, authors), modifiedMs: content.modifiedMs, lengths, unsigned });
}

/** Shows what changed from one moment to a later one. */
export async function showChanges(document: HttpDocument, from: number, to: number, authors: Authors, signal: AbortSignal): Promise<View> {
  const [before, { op, added, removed }, after] = await Promise.all([document.read({ revision: from, signal }), document.diff({ from, to, signal }), document.about({ revision: to, signal })]);
  const { lengths } = measured([...added, ...removed]);
  const { modifiedMs } = after;
  if (before.docType !== "json0") {
    const pieces = merged(insertsOf(before), { op, added, removed }, unitOf(before.docType));
    return { elements: before.docType === "rich-text" ? showRich(pieces, authors) : showText(pieces, authors), modifiedMs, lengths };
  }
  const tree = showTree((await document.read({ revision: to, signal })).content, { spans: added, change: "added" }, authors);
  return { elements: [...tree, ...showRemoved(before.content, removed, authors)], modifiedMs, lengths };
}

function drawn(content: Content, spans: readonly Span[], authors: Authors): HTMLElement[] {
  if (content.docType === "json0") return showTree(content.content, { spans }, authors);
  const pieces = attributed(insertsOf(content), spans, unitOf(content.docType));
  return content.docType === "rich-text" ? showRich(pieces, authors) : showText(pieces, authors);
}

function insertsOf({ content, docType }: Content): readonly Insert[] {
  return docType === "rich-text" ? (content as readonly Insert[]) : [{ insert: String(content) }];
}

function unitOf(docType: string): Unit {
  return docType === "text-unicode" ? "code-point" : "utf16";
}

/** How much of some spans is whose; a value of JSON counts as one. */
function measured(spans: readonly Span[]): { lengths: Map<string, number>; unsigned: number } {
  const lengths = new Map<string, number>();
  let unsigned = 0;
  for (const { author, from, to } of spans) {
    const length = Math.max(1, to - from);
    if (author === undefined) unsigned += length;
    else lengths.set(author, (lengths.get(author) ?? 0) + length);
  }
  return { lengths, unsigned };
}
