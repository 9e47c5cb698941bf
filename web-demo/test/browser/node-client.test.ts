/** The client library in Node against the real server and a real page, with text an editor could stumble over. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { StetClient, type StetDocument } from "../../src/client/index.ts";
import { NODE } from "../support/node.ts";
import { Bench } from "./bench.ts";
import { DEADLINE_MS } from "./window.ts";

const bench = new Bench();
before(() => bench.start());
after(() => bench.stop());

function connect(): StetClient {
  return new StetClient(`${bench.origin.replace("http", "ws")}/ws`, { environment: NODE });
}

/** Waits until a document is saved and holds this. */
function settled(document: StetDocument, holds: (text: string) => boolean = () => true): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (document.status.name !== "saved" || !holds(document.text)) return;
      clearInterval(timer);
      clearTimeout(deadline);
      resolve();
    };
    const timer = setInterval(check, 10);
    const deadline = setTimeout(() => {
      clearInterval(timer);
      reject(new Error(`the document did not come to rest, status=${JSON.stringify(document.status)} text=${JSON.stringify(document.text.slice(0, 500))}`));
    }, DEADLINE_MS);
  });
}

test("a text with carriage returns and U+2028 keeps its offsets through the page", async () => {
  const client = connect();
  const document = client.document("carriage-returns");
  await settled(document);
  const text = "one\r\ntwo\u2028three\rfour\r\n\r\n😀";
  document.edit([text]);
  await settled(document);
  const ada = await bench.open("carriage-returns");
  await ada.saved();
  await ada.focus();
  await ada.press("Control+End");
  await ada.type("!");
  await settled(document, (now) => now === `${text}!`);
  await ada.press("Control+Home", "ArrowDown", "Home");
  await ada.type("2 ");
  await settled(document, (now) => now === `one\r\n2 two\u2028three\rfour\r\n\r\n😀!`);
  document.edit([document.text.length - 3, { d: 2 }]);
  await settled(document, (now) => now.endsWith("\r\n!"));
  await ada.saved();
  assert.equal(await bench.stored("carriage-returns"), document.text);
  await ada.close();
  client.close();
});

test("a megabyte pasted at once goes in pieces the server takes", async () => {
  const client = connect();
  const document = client.document("megabyte");
  await settled(document);
  const megabyte = "Zeile mit ä und 😀\n".repeat(55_000);
  document.edit([megabyte]);
  assert.equal(document.status.name, "saving");
  await settled(document);
  assert.ok(Number(document.revision) > 1);
  assert.equal(await bench.stored("megabyte"), megabyte);
  client.close();
});

test("five clients typing through cuts lose nothing and write nothing twice", async () => {
  const clients = Array.from({ length: 5 }, connect);
  const documents = clients.map((client) => client.document("cuts"));
  await Promise.all(documents.map((document) => settled(document)));
  const typed: string[] = [];
  for (let round = 0; round < 60; round++) {
    for (const [index, document] of documents.entries()) {
      const word = String.fromCodePoint(0xf0000 + typed.length);
      typed.push(word);
      const at = 2 * ((round * 7 + index) % (document.text.length / 2 + 1));
      document.edit(at === 0 ? [word] : [at, word]);
    }
    if (round % 12 === 6) {
      bench.network.cut();
      setTimeout(() => bench.network.mend(), 60);
    }
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  const isComplete = (text: string): boolean => text.length === 2 * typed.length;
  await Promise.all(documents.map((document) => settled(document, isComplete)));
  const stored = await bench.stored("cuts");
  for (const document of documents) assert.equal(document.text, stored);
  for (const word of typed) assert.equal(stored.split(word).length, 2);
  for (const client of clients) client.close();
});
