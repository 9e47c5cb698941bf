/** Quill, with the formats this page offers: whatever else a document holds stays in it unseen. */
import Quill from "quill/core.js";
import Block from "quill/formats/blockquote.js";
import Bold from "quill/formats/bold.js";
import CodeBlock, { Code } from "quill/formats/code.js";
import Header from "quill/formats/header.js";
import { default as Indent } from "quill/formats/indent.js";
import Italic from "quill/formats/italic.js";
import Link from "quill/formats/link.js";
import List from "quill/formats/list.js";
import Strike from "quill/formats/strike.js";
import Underline from "quill/formats/underline.js";
import { refusePictures } from "./pictures.ts";

const FORMATS = { blockquote: Block, bold: Bold, "code-block": CodeBlock, code: Code, header: Header, indent: Indent, italic: Italic, link: Link, list: List, strike: Strike, underline: Underline };

for (const [name, format] of Object.entries(FORMATS)) Quill.register(`formats/${name}`, format as Parameters<typeof Quill.register>[1], true);

/** Makes the editor. Tab moves on in the page, as everywhere. */
export function makeEditor(parent: HTMLElement): Quill {
  const quill = new Quill(parent, {
    placeholder: "Start writing. Whoever has the link writes along.",
    modules: { keyboard: { bindings: { tab: { key: "Tab", handler: () => true } } }, uploader: { mimetypes: [] } },
  });
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": "Text of the document", spellcheck: "true", autocapitalize: "sentences" };
  for (const [name, value] of Object.entries(attributes)) quill.root.setAttribute(name, value);
  followLinks(quill);
  refusePictures(quill);
  return quill;
}

/** A click on a link sets the caret; with Control it follows the link. */
function followLinks(quill: Quill): void {
  quill.root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || !(event.ctrlKey || event.metaKey || !quill.isEnabled())) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener,noreferrer");
  });
}
