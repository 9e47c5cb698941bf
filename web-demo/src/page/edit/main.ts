/** The page of a text: prose or code, in an editor. */
import { EditorView } from "@codemirror/view";
import { textType, type StetDocument, type TextOperation } from "../../client/index.ts";
import { byId } from "../common/elements.ts";
import { recentDocuments } from "../common/recent.ts";
import { enter } from "../common/shell.ts";
import { makeEditor, showIn } from "./editor.ts";
import { LANGUAGES, languageNamed, type Language } from "./languages.ts";

let view: EditorView | undefined;
let language = languageNamed(new URL(location.href).searchParams.get("language") ?? "");

const shell = enter({
  kind: "edit",
  type: textType,
  excerptOf: (text) => text.slice(0, 1000),
  textOf: (operation: TextOperation) => operation.filter((component) => typeof component === "string").join("\n"),
  reveal: ({ head }) => view?.dispatch({ effects: EditorView.scrollIntoView(Math.min(head, view.state.doc.length), { y: "center" }) }),
  fileOf: (text) => ({ suffix: language.suffix, mediaType: "text/plain;charset=utf-8", content: text }),
  language: () => language.name,
});

if (shell !== undefined) {
  const { stet } = shell;
  const editor = makeEditor(byId("editor"), stet, { typed: shell.typed, refused: shell.refused });
  view = editor;
  offerHistory(editor, stet);
  offerLanguages(editor, stet.id);
  const opened = stet.on("status", (status) => {
    if (status.name === "opening") return;
    opened();
    // Only after everybody heard of it is the editor editable. On a touch screen the focus would bring up the keyboard.
    if (matchMedia("(pointer: fine)").matches && document.querySelector("dialog[open]") === null) queueMicrotask(() => editor.focus());
  });
}

function offerHistory(editor: EditorView, stet: StetDocument): void {
  for (const step of ["undo", "redo"] as const) {
    byId(step).addEventListener("click", () => {
      stet[step]();
      editor.focus();
    });
  }
  stet.on("history", ({ canUndo, canRedo }) => {
    byId<HTMLButtonElement>("undo").disabled = !canUndo;
    byId<HTMLButtonElement>("redo").disabled = !canRedo;
  });
}

/** Lets the user choose the language. The address has it, so that it is shared with the link; else it is what it was the last time. */
function offerLanguages(editor: EditorView, id: string): void {
  const select = byId<HTMLSelectElement>("language");
  select.replaceChildren(...LANGUAGES.map(({ name, label }) => new Option(label, name)));
  if (language.name === "") language = languageNamed(recentDocuments().find((each) => each.id === id)?.language ?? "");
  const show = (chosen: Language): void => {
    language = chosen;
    select.value = chosen.name;
    document.documentElement.dataset["language"] = chosen.name;
    const address = new URL(location.href);
    if (chosen.name === "") address.searchParams.delete("language");
    else address.searchParams.set("language", chosen.name);
    history.replaceState(history.state, "", address);
    showIn(editor, chosen).catch((error: unknown) => {
      console.warn(`stet: the language cannot be fetched, language=${chosen.name}`, error);
      show(languageNamed(""));
    });
  };
  select.addEventListener("change", () => show(languageNamed(select.value)));
  show(language);
}
