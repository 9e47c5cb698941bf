/** A document as far as it is undone. */
export interface Undoable {
  undo(): boolean;
  redo(): boolean;
}

/**
 * Lets the keys and menus for undo and redo take back the user's own edits. What a field remembers by itself is of no use: it does not know
 * what others changed in between.
 *
 * @return ends that
 */
export function takeUndo(field: HTMLElement, document: Undoable): () => void {
  const step = (event: Event, direction: "undo" | "redo" | undefined): void => {
    if (direction === undefined) return;
    event.preventDefault();
    if (direction === "undo") document.undo();
    else document.redo();
  };
  const onKey = (event: KeyboardEvent): void => step(event, directionOf(event));
  const onInput = (event: InputEvent): void => {
    if (event.inputType === "historyUndo") step(event, "undo");
    if (event.inputType === "historyRedo") step(event, "redo");
  };
  field.addEventListener("keydown", onKey);
  field.addEventListener("beforeinput", onInput);
  return () => {
    field.removeEventListener("keydown", onKey);
    field.removeEventListener("beforeinput", onInput);
  };
}

function directionOf({ key, ctrlKey, metaKey, shiftKey, altKey, isComposing }: KeyboardEvent): "undo" | "redo" | undefined {
  if (altKey || isComposing || !(ctrlKey || metaKey)) return undefined;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && ctrlKey && !shiftKey ? "redo" : undefined;
}
