/** The page of a rich text, in an editor with a toolbar. */
import { Delta } from "quill/core.js";
import type Quill from "quill/core.js";
import { richText } from "../../ottypes/index.ts";
import { bindQuill } from "../../quill/index.ts";
import { byId } from "../common/elements.ts";
import { isTextKey } from "../common/keys.ts";
import { enter, focusWhenOpened } from "../common/shell.ts";
import { offerUndo } from "../common/undo.ts";
import { makeEditor } from "./editor.ts";
import { offerFormats } from "./toolbar.ts";

const quill = makeEditor(byId("editor"));
const shell = await enter({
  kind: "rich",
  type: richText(Delta),
  textOf,
  textWritten: textOf,
  reveal: ({ head }) => reveal(quill, head),
  fileOf: () => ({ suffix: "html", mediaType: "text/html;charset=utf-8", content: `<!doctype html>\n<meta charset="utf-8">\n${withSpaces(quill.getSemanticHTML())}\n` }),
});

if (shell !== undefined) {
  const { stet, typed, refused } = shell;
  bindQuill(quill, stet);
  offerFormats(quill);
  offerUndo(stet);
  quill.root.addEventListener("input", typed);
  quill.root.addEventListener("keydown", (event) => {
    if (!stet.isEditable && isTextKey(event)) refused();
  });
  const followEditable = (): void => {
    byId("formats").inert = !stet.isEditable;
  };
  stet.on("status", followEditable);
  followEditable();
  focusWhenOpened(stet, quill);
}

function textOf({ ops }: Delta): string {
  return ops.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}

/** The editor's HTML has no space at which a line could be broken. */
function withSpaces(html: string): string {
  return html.replace(/(?<!&nbsp;)&nbsp;(?!&nbsp;)/g, " ");
}

function reveal(editor: Quill, position: number): void {
  const bounds = editor.getBounds(Math.min(position, editor.getLength() - 1));
  if (bounds === null) return;
  const top = editor.container.getBoundingClientRect().top + bounds.top + window.scrollY;
  window.scrollTo({ top: top - window.innerHeight / 2, behavior: "smooth" });
}
