import { Prec, type Extension, type Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { StetDocument } from "../client/index.ts";

type Direction = "undo" | "redo";

/** Lets the keys and menus for undo and redo take back the user's own edits as the document knows them. */
export function undoKeys(document: StetDocument): Extension {
  const step = (direction: Direction) => (): boolean => {
    document[direction]();
    return true;
  };
  const [undo, redo] = [step("undo"), step("redo")];
  return Prec.high([
    keymap.of([
      { key: "Mod-z", run: undo, preventDefault: true },
      { key: "Mod-y", mac: "Mod-Shift-z", run: redo, preventDefault: true },
      { key: "Mod-Shift-z", run: redo, preventDefault: true },
    ]),
    EditorView.domEventHandlers({
      beforeinput: (event) => {
        const direction = directionOf(event.inputType);
        if (direction === undefined) return false;
        event.preventDefault();
        return step(direction)();
      },
    }),
  ]);
}

function directionOf(inputType: string): Direction | undefined {
  return inputType === "historyUndo" ? "undo" : inputType === "historyRedo" ? "redo" : undefined;
}

/** Tells where what a user does belongs to another step than what came before, however soon it comes. */
export class Runs {
  /** What the user does one after the other; undefined before anything, and after the user went somewhere else. */
  #kind: "typing" | "deleting" | undefined;

  /** The user went somewhere else. */
  moved(): void {
    this.#kind = undefined;
  }

  /** Returns whether an edit of the user begins a step. */
  begins(edit: Transaction): boolean {
    const before = this.#kind;
    this.#kind = edit.isUserEvent("input.type") ? "typing" : edit.isUserEvent("delete") ? "deleting" : undefined;
    return this.#kind === undefined || this.#kind !== before;
  }
}
