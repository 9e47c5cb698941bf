/** The page of a rich text, in an editor with a toolbar. */
import { Delta } from "quill/core.js";
import type Quill from "quill/core.js";
import { richText } from "../../ottypes/index.ts";
import { bindQuill } from "../../quill/index.ts";
import { byId } from "../common/elements.ts";
import { enter } from "../common/shell.ts";
import { makeEditor } from "./editor.ts";
import { offerFormats } from "./toolbar.ts";

const quill = makeEditor(byId("editor"));
const shell = enter({
  kind: "rich",
  type: richText(Delta),
  excerptOf: (text) => textOf(text).slice(0, 1000),
  textOf,
  reveal: ({ head }) => reveal(quill, head),
  fileOf: () => ({ suffix: "html", mediaType: "text/html;charset=utf-8", content: `<!doctype html>\n<meta charset="utf-8">\n${quill.getSemanticHTML()}\n` }),
});

if (shell !== undefined) {
  const { stet, typed, refused } = shell;
  bindQuill(quill, stet);
  offerFormats(quill);
  for (const step of ["undo", "redo"] as const) {
    byId(step).addEventListener("mousedown", (event) => event.preventDefault());
    byId(step).addEventListener("click", () => stet[step]());
  }
  const showHistory = (): void => {
    byId<HTMLButtonElement>("undo").disabled = !stet.canUndo;
    byId<HTMLButtonElement>("redo").disabled = !stet.canRedo;
  };
  stet.on("history", showHistory);
  quill.root.addEventListener("input", typed);
  quill.root.addEventListener("keydown", ({ key }) => {
    if (!stet.isEditable && key.length === 1) refused();
  });
  const followEditable = (): void => {
    byId("formats").inert = !stet.isEditable;
  };
  stet.on("status", followEditable);
  followEditable();
  const opened = stet.on("status", ({ name }) => {
    if (name === "opening") return;
    opened();
    // On a touch screen the focus would bring up the keyboard.
    if (matchMedia("(pointer: fine)").matches && document.querySelector("dialog[open]") === null) queueMicrotask(() => quill.focus());
  });
}

function textOf({ ops }: Delta): string {
  return ops.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}

function reveal(editor: Quill, position: number): void {
  const bounds = editor.getBounds(Math.min(position, editor.getLength() - 1));
  if (bounds === null) return;
  const top = editor.container.getBoundingClientRect().top + bounds.top + window.scrollY;
  window.scrollTo({ top: top - window.innerHeight / 2, behavior: "smooth" });
}
