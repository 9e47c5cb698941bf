import type Quill from "quill";
import type { Range } from "quill";

/**
 * Lets text be dragged into an editor, and from one place in it to another: by itself Quill takes files only, and lets nothing be dragged.
 *
 * @return ends that
 */
export function takeDrops(quill: Quill): () => void {
  /** What is dragged, where it comes from this editor. */
  let dragged: Range | null = null;
  // On the container and before it reaches the editor: its own handlers forbid all of this.
  const start = (event: DragEvent): void => {
    event.stopPropagation();
    dragged = quill.getSelection();
  };
  const end = (): void => {
    dragged = null;
  };
  const drop = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (dataTransfer === null || dataTransfer.files.length > 0 || !quill.isEnabled()) return;
    event.preventDefault();
    event.stopPropagation();
    const target = positionAt(quill, event.clientX, event.clientY);
    const content = { html: dataTransfer.getData("text/html"), text: dataTransfer.getData("text/plain") };
    if (target === undefined || (content.html === "" && content.text === "")) return;
    const from = event.ctrlKey ? null : dragged;
    dragged = null;
    if (from === null) quill.clipboard.onPaste({ index: target, length: 0 }, content);
    else move(quill, from, target);
  };
  const { container } = quill;
  container.addEventListener("dragstart", start, true);
  container.addEventListener("dragend", end, true);
  container.addEventListener("drop", drop, true);
  return () => {
    container.removeEventListener("dragstart", start, true);
    container.removeEventListener("dragend", end, true);
    container.removeEventListener("drop", drop, true);
  };
}

/** Moves what was selected, with its formats and as one change, and selects it where it is now. */
function move(quill: Quill, { index, length }: Range, target: number): void {
  if (target >= index && target <= index + length) return;
  const { ops } = quill.getContents(index, length);
  const change =
    target < index
      ? [{ retain: target }, ...ops, { retain: index - target }, { delete: length }]
      : [{ retain: index }, { delete: length }, { retain: target - index - length }, ...ops];
  quill.history.cutoff();
  quill.updateContents(change.filter(({ retain }: { retain?: unknown }) => retain !== 0), "user");
  quill.setSelection(target < index ? target : target - length, length, "user");
}

function positionAt(quill: Quill, x: number, y: number): number | undefined {
  const place = caretAt(x, y);
  const normal = place && quill.selection.normalizeNative(place);
  return normal ? quill.selection.normalizedToRange(normal).index : undefined;
}

/** The place in the page under the pointer; browsers have two names for it. */
function caretAt(x: number, y: number): globalThis.Range | undefined {
  if (!("caretPositionFromPoint" in document)) return undefined;
  const position = document.caretPositionFromPoint(x, y);
  if (position === null) return undefined;
  const range = new globalThis.Range();
  range.setStart(position.offsetNode, position.offset);
  range.collapse(true);
  return range;
}
