/** Two editors with the same extensions, to compare what a keystroke costs: one alone, one bound to a document. */
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { EditorView, keymap } from "@codemirror/view";
import { StetClient } from "../src/client/index.ts";
import { stet } from "../src/codemirror/index.ts";

const bound = new URL(location.href).searchParams.get("bound");
const extensions = [history(), keymap.of([...standardKeymap, ...historyKeymap]), EditorView.lineWrapping];

if (bound === null) {
  new EditorView({ parent: document.body, doc: "x".repeat(80).concat("\n").repeat(100), extensions });
  document.documentElement.dataset["state"] = "saved";
} else {
  const shared = new StetClient(`ws://${location.host}/ws`).document(bound);
  shared.announce({ name: "Ada", color: "#b4436c" });
  shared.on("status", ({ name }) => (document.documentElement.dataset["state"] = name));
  new EditorView({ parent: document.body, extensions: [...extensions, stet(shared)] });
}
