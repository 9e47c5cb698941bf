/** The page of a text: prose or code, in an editor. */
import { EditorView } from "@codemirror/view";
import { textType, type StetDocument, type TextOperation } from "../../client/index.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId } from "../common/elements.ts";
import { recentDocuments } from "../common/recent.ts";
import { enter, focusWhenOpened } from "../common/shell.ts";
import { makeEditor, Shown } from "./editor.ts";
import { LANGUAGES, languageNamed, type Language } from "./languages.ts";

let view: EditorView | undefined;
let language = languageNamed(new URL(location.href).searchParams.get("language") ?? "");

const shell = await enter({
  kind: "edit",
  type: textType,
  textOf: (text) => text,
  textWritten: (operation: TextOperation) => operation.filter((component) => typeof component === "string").join("\n"),
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
  focusWhenOpened(stet, editor);
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
  const shown = new Shown(editor);
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
    shown.become(chosen).catch((error: unknown) => {
      console.warn(`stet: the language cannot be fetched, language=${chosen.name}`, error);
      if (language !== chosen) return;
      show(languageNamed(""));
      const dismiss = { label: "Dismiss", run: () => hideBanner("language") };
      // a browser does not fetch again what it could not
      const reload = { label: "Reload", run: () => location.reload() };
      showBanner(`What it takes to show ${chosen.label} could not be fetched, so this is shown as plain text. Nothing is missing from it. Reload to try again.`, [reload, dismiss], "language");
    });
  };
  select.addEventListener("change", () => show(languageNamed(select.value)));
  show(language);
}
