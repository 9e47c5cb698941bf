/** Two editors, to compare what a keystroke costs: one alone, with a history, and one bound to a document, which has its own and may be kept on the device. */
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { EditorView, keymap } from "@codemirror/view";
import { StetClient } from "../src/client/index.ts";
import { stet } from "../src/codemirror/index.ts";
import { deviceShelf } from "../src/offline/index.ts";
import { TEXT } from "./text.ts";

const address = new URL(location.href).searchParams;
const bound = address.get("bound");
const extensions = [keymap.of(standardKeymap), EditorView.lineWrapping];

if (bound === null) {
  new EditorView({ parent: document.body, doc: TEXT, extensions: [...extensions, history(), keymap.of(historyKeymap)] });
  document.documentElement.dataset["state"] = "saved";
} else {
  const url = `ws://${location.host}/ws`;
  const shared = new StetClient(url, { shelf: address.has("kept") ? deviceShelf(url) : undefined }).document(bound);
  shared.announce({ name: "Ada", color: "#b4436c" });
  shared.on("status", ({ name }) => (document.documentElement.dataset["state"] = name));
  new EditorView({ parent: document.body, extensions: [...extensions, stet(shared)] });
}
