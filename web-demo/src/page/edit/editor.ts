import { defaultKeymap } from "@codemirror/commands";
import { Compartment } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, placeholder } from "@codemirror/view";
import type { StetDocument } from "../../client/index.ts";
import { stet } from "../../codemirror/index.ts";
import { PLAIN, type Language } from "./languages.ts";

/** Whom an editor tells what its user does. */
export interface EditorEvents {
  typed(): void;
  /** The user tries to type where that is not allowed. */
  refused(): void;
}

const language = new Compartment();
const PROSE = EditorView.contentAttributes.of({ spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" });
const CODE = EditorView.contentAttributes.of({ spellcheck: "false", autocorrect: "off", autocapitalize: "off" });

/** Makes the editor of a document. */
export function makeEditor(parent: HTMLElement, document: StetDocument, events: EditorEvents): EditorView {
  return new EditorView({
    parent,
    extensions: [
      keymap.of(defaultKeymap),
      highlightSpecialChars(),
      placeholder("Start writing. Whoever has the link writes along."),
      // whoever may only read goes through the text with the keyboard all the same
      EditorView.contentAttributes.of({ "aria-label": "Text of the document", tabindex: "0" }),
      language.of([PROSE, EditorView.lineWrapping]),
      EditorView.domEventHandlers({ keydown: (event, view) => watchKey(event, view, events) }),
      EditorView.updateListener.of((update) => {
        if (update.transactions.some((each) => each.isUserEvent("input") || each.isUserEvent("delete"))) events.typed();
      }),
      stet(document),
    ],
  });
}

/** Shows the text in a language from now on. */
export async function showIn(view: EditorView, chosen: Language): Promise<void> {
  if (chosen === PLAIN) {
    view.dispatch({ effects: language.reconfigure([PROSE, EditorView.lineWrapping]) });
    return;
  }
  const [{ code }, support] = await Promise.all([import("./code.ts"), chosen.load()]);
  const wrapping = chosen.name === "markdown" ? [PROSE, EditorView.lineWrapping] : CODE;
  view.dispatch({ effects: language.reconfigure([wrapping, code, support]) });
}

function watchKey(event: KeyboardEvent, view: EditorView, events: EditorEvents): boolean {
  const isText = [...event.key].length === 1 || event.key === "Enter" || event.key === "Backspace" || event.key === "Delete";
  if (view.state.readOnly && isText && !event.ctrlKey && !event.metaKey && !event.altKey) events.refused();
  return false;
}
