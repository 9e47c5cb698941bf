import type Quill from "quill";
import type { StetDocument } from "../client/index.ts";
import type { Delta } from "./deltas.ts";

/**
 * Lets the history of an editor, with its keys and menus, take back the user's own edits as the document knows them.
 *
 * @return ends that
 */
export function takeUndo(quill: Quill, document: StetDocument<Delta, Delta>): () => void {
  const { history } = quill;
  const { change, record, cutoff } = history;
  history.clear();
  history.change = (direction) => void document[direction]();
  history.record = () => undefined;
  history.cutoff = () => document.beginStep();
  return () => Object.assign(history, { change, record, cutoff });
}

/** Where the last change an operation makes ends, in the document after it. */
export function endOf({ ops }: Delta): number {
  let position = 0;
  let end = 0;
  for (const { insert, retain, attributes } of ops) {
    if (typeof insert === "string") position += insert.length;
    else if (insert !== undefined) position += 1;
    else if (typeof retain === "number") position += retain;
    if (retain === undefined || attributes !== undefined) end = position;
  }
  return end;
}
