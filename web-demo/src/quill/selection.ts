/** The selection of an editor, with its direction, which Quill does not tell. */
import type Quill from "quill";
import type { Range } from "quill";
import type { Selection } from "../client/index.ts";

export function selectionOf({ index, length }: Range): Selection {
  return length > 0 && isBackward() ? { anchor: index + length, head: index } : { anchor: index, head: index + length };
}

function isBackward(): boolean {
  const native = document.getSelection();
  if (native?.anchorNode == null || native.focusNode === null || native.isCollapsed) return false;
  const range = document.createRange();
  range.setStart(native.anchorNode, native.anchorOffset);
  range.setEnd(native.focusNode, native.focusOffset);
  return range.collapsed;
}

/**
 * Changes the text of an editor and keeps what the user has: the focus, the selection and its direction, and the formats that were chosen for
 * what is typed next.
 *
 * @param moved a position after the change
 */
export function keepingSelection(quill: Quill, moved: (position: number) => number, change: () => void): void {
  if (quill.hasFocus()) keepingDirection(quill, change);
  else keepingSaved(quill, moved, change);
}

/** Quill puts the selection where it belongs, but makes every selection one forward, and forgets formats that are waiting for text. */
function keepingDirection(quill: Quill, change: () => void): void {
  const wasBackward = isBackward();
  const waiting = quill.selection.cursor.parent === null || quill.selection.cursor.parent === undefined ? {} : quill.getFormat();
  change();
  for (const [name, value] of Object.entries(waiting)) quill.selection.format(name, value);
  const native = document.getSelection();
  if (!wasBackward || native === null || native.isCollapsed || isBackward()) return;
  const { startContainer, startOffset, endContainer, endOffset } = native.getRangeAt(0);
  native.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
}

/**
 * Without the focus the editor can still hold the page's selection, and Quill would set it again, which takes the focus. So it is given up,
 * and kept where the editor finds it when the focus comes back.
 */
function keepingSaved(quill: Quill, moved: (position: number) => number, change: () => void): void {
  const { index, length } = quill.selection.savedRange;
  const native = document.getSelection();
  if (native?.anchorNode != null && quill.root.contains(native.anchorNode)) native.removeAllRanges();
  change();
  const [start, end] = [moved(index), moved(index + length)];
  quill.selection.savedRange = { index: start, length: end - start };
}
