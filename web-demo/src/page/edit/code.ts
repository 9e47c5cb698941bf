/** What an editor has for code beside the language, in a chunk of its own. */
import { indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** Tab indents; after Escape it moves on in the page. */
export const code: Extension = [
  lineNumbers(),
  highlightActiveLineGutter(),
  syntaxHighlighting(classHighlighter),
  bracketMatching(),
  indentOnInput(),
  indentUnit.of("  "),
  keymap.of([indentWithTab]),
];
