import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorView, highlightSpecialChars, keymap, placeholder } from "@codemirror/view";
import type { StetDocument } from "../../client/index.ts";
import { stet } from "../../codemirror/index.ts";

/** Makes the editor of a document. Tab moves on in the page, as everywhere. */
export function makeEditor(parent: HTMLElement, document: StetDocument): EditorView {
  return new EditorView({
    parent,
    extensions: [
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      highlightSpecialChars(),
      placeholder("Start writing. Whoever has the link writes along."),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Text of the document", spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
      stet(document),
    ],
  });
}
