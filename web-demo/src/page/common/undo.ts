import type { StetDocument } from "../../client/index.ts";
import { byId } from "./elements.ts";

/** Lets the buttons of the toolbar undo and redo one's own edits. */
export function offerUndo<S, O>(stet: StetDocument<S, O>): void {
  const show = (): void => {
    byId<HTMLButtonElement>("undo").disabled = !stet.isEditable || !stet.canUndo;
    byId<HTMLButtonElement>("redo").disabled = !stet.isEditable || !stet.canRedo;
  };
  for (const step of ["undo", "redo"] as const) {
    // the caret stays where it is
    byId(step).addEventListener("mousedown", (event) => event.preventDefault());
    byId(step).addEventListener("click", () => stet[step]());
  }
  stet.on("history", show);
  stet.on("status", show);
}
