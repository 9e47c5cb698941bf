/**
 * Editors, to compare what a keystroke costs: one alone, with a history; the same with a message to the server and back for each change, which is
 * what a browser takes for that; and one bound to a document, which has a history and may be kept on the device.
 */
import { defaultKeymap, history, historyKeymap, standardKeymap } from "@codemirror/commands";
import type { Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, placeholder } from "@codemirror/view";
import { StetClient } from "../src/client/index.ts";
import { stet } from "../src/codemirror/index.ts";
import { deviceShelf } from "../src/offline/index.ts";
import { TEXT } from "./text.ts";

const address = new URL(location.href).searchParams;
const endpoint = `ws://${location.host}/ws`;
const { dataset } = document.documentElement;
const common = [keymap.of(standardKeymap), EditorView.lineWrapping];
/** What the editor of the page has beside that, but for the document. */
const ofPage = [keymap.of(defaultKeymap), highlightSpecialChars(), placeholder("Start writing."), EditorView.contentAttributes.of({ spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" })];

function alone(...more: Extension[]): void {
  new EditorView({ parent: document.body, doc: TEXT, extensions: [common, history(), keymap.of(historyKeymap), more] });
}

function withMessages(): void {
  const socket = new WebSocket(`${endpoint}?client=${crypto.randomUUID()}`, ["stet.v1.json"]);
  let answers = 0;
  socket.onmessage = () => (answers += 1);
  socket.onopen = () => (dataset["state"] = "saved");
  alone(EditorView.updateListener.of(({ docChanged }) => docChanged && socket.send(`{"type":"ping","id":"${answers}"}`)));
}

function bound(doc: string): void {
  const shared = new StetClient(endpoint, { shelf: address.has("kept") ? deviceShelf(endpoint) : undefined }).document(doc);
  shared.announce({ name: "Ada", color: "#b4436c" });
  shared.on("status", ({ name }) => (dataset["state"] = name));
  new EditorView({ parent: document.body, extensions: [common, stet(shared)] });
}

const doc = address.get("bound");
if (doc !== null) bound(doc);
else if (address.has("messages")) withMessages();
else {
  alone(address.has("page") ? ofPage : []);
  dataset["state"] = "saved";
}
