import { defaultKeymap } from "@codemirror/commands";
import { Compartment, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, placeholder } from "@codemirror/view";
import type { StetDocument } from "../../client/index.ts";
import { stet } from "../../codemirror/index.ts";
import { isTextKey } from "../common/keys.ts";
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

/** The language an editor shows its text in. */
export class Shown {
  #chosen: Language = PLAIN;

  constructor(private readonly view: EditorView) {}

  /** Shows the text in a language from now on; another one that is chosen before this one has come takes its place. */
  async become(chosen: Language): Promise<void> {
    this.#chosen = chosen;
    const extension = chosen === PLAIN ? [PROSE, EditorView.lineWrapping] : await extensionFor(chosen);
    if (this.#chosen === chosen) this.view.dispatch({ effects: language.reconfigure(extension) });
  }
}

async function extensionFor(chosen: Language): Promise<Extension> {
  const [{ code }, support] = await Promise.all([import("./code.ts"), chosen.load()]);
  const wrapping = chosen.name === "markdown" ? [PROSE, EditorView.lineWrapping] : CODE;
  return [wrapping, code, support];
}

function watchKey(event: KeyboardEvent, view: EditorView, events: EditorEvents): boolean {
  if (view.state.readOnly && isTextKey(event)) events.refused();
  return false;
}
