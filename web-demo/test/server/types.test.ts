/**
 * Documents of every type on the real server, edited by clients that use the field's reference packages: what they show, what the server's own
 * engine shows, and what it keeps must be the same.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import WebSocket from "ws";
import { StetClient, type StetDocument } from "../../src/client/index.ts";
import type { Json, Json0Operation } from "../../src/ottypes/index.ts";
import { fingerprint } from "../../src/ottypes/json.ts";
import { CuttableProxy } from "../browser/proxy.ts";
import { sharedServer } from "../browser/shared-servers.ts";
import { vote } from "../examples/json.ts";
import { addHeading } from "../examples/rich-text.ts";
import { appendLine } from "../examples/without-editor.ts";
import { Author } from "../support/author.ts";
import { HANDS, type Hand } from "../support/hands.ts";
import { NODE } from "../support/node.ts";
import { Random } from "../support/random.ts";
import { json } from "../support/types.ts";

/** `STET_SEED=N` edits in that way again; timing differs. */
const SEED = Number(process.env["STET_SEED"] ?? Date.now() % 1_000_000_000);
const ROUNDS = Number(process.env["STET_ROUNDS"] ?? 150);
const DEADLINE_MS = 60_000;

const network = new CuttableProxy();
let origin = "";

before(async () => {
  ({ port: network.target } = await sharedServer("plain"));
  origin = `127.0.0.1:${await network.start()}`;
});
after(() => network.stop());

async function until(holds: () => boolean, what: () => string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`it did not come to rest: ${what()}`);
    await pause(10);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function stored(doc: string): Promise<string> {
  const response = await fetch(`http://${origin}/api/v1/documents/${doc}`);
  const body = await response.text();
  return fingerprint(response.headers.get("content-type") === "application/json" ? (JSON.parse(body) as Json) : body);
}

async function editTogether<S, O>(hand: Hand<S, O>, seed: number): Promise<void> {
  const { type } = hand;
  const random = new Random(seed);
  const doc = `together-${type.name}`;
  const authors = ["a", "b", "c", "d"].map((name) => new Author(name, new StetClient(`ws://${origin}/ws`, { environment: NODE }), hand, doc));
  const refused: string[] = [];
  for (const { document } of authors) document.on("rejected", (rejection) => refused.push(`${rejection.message} ${JSON.stringify(type.encode(rejection.operation))}`));
  const [first] = authors as [Author<S, O>];
  await first.document.saved();
  if (hand.initial !== undefined) first.document.edit(hand.initial);
  const start = hand.initial === undefined ? 0 : 1;
  await until(() => authors.every(({ document }) => document.revision === start), () => JSON.stringify(authors.map(({ document }) => document.status)));

  for (let round = 0; round < ROUNDS; round++) {
    for (const author of authors) {
      if (random.chance(0.7)) author.edit(random, true);
      else author.select(random);
    }
    if (round % 50 === 25) {
      network.cut();
      setTimeout(() => network.mend(), 60);
    }
    await pause(random.below(40));
  }

  const shown = ({ snapshot }: Author<S, O>): string => fingerprint(type.encodeSnapshot(snapshot) as Json);
  const places = (): unknown[] =>
    authors.map(({ document }) => document.participants.map(({ state, selection }) => [state["name"], selection]).sort());
  const isAtRest = (): boolean =>
    authors.every(({ document }) => document.status.name === "saved" && document.revision === first.document.revision && document.participants.length === authors.length - 1);
  await until(isAtRest, () => JSON.stringify(authors.map(({ document }) => [document.status, document.revision, document.participants.length])));
  assert.deepEqual(refused, [], "the server refused what the client had checked");
  for (const author of authors) assert.equal(shown(author), shown(first), `${author.name} shows something else`);
  assert.equal(await stored(doc), shown(first), "the server has something else");
  const expected = authors.map((self) => authors.filter((author) => author !== self).map(({ name, selection }) => [name, selection]));
  await until(() => isSame(places(), expected), () => `selections, seen=${JSON.stringify(places())} expected=${JSON.stringify(expected)}`);
  for (const { client } of authors) client.close();
  console.log(`${type.name}: revisions=${first.document.revision} seed=${seed}`);
}

function isSame(one: unknown, other: unknown): boolean {
  return fingerprint(JSON.parse(JSON.stringify(one)) as Json) === fingerprint(JSON.parse(JSON.stringify(other)) as Json);
}

for (const hand of HANDS) {
  test(`${hand.type.name}: whoever edits at once, through cuts, ends with what the server has`, async () => {
    try {
      await editTogether(hand, SEED);
    } catch (error) {
      console.error(`to see it again: STET_SEED=${SEED} npm run test:browser -- types, type=${hand.type.name}`);
      throw error;
    }
  });
}

test("json0: fractions add up to what the server has, in whatever order and however they were sent", async () => {
  const clients = [0, 1].map(() => new StetClient(`ws://${origin}/ws`, { environment: NODE }));
  const [ada, grace] = clients.map((client) => client.document("fractions", { type: json })) as [StetDocument<Json, Json0Operation>, StetDocument<Json, Json0Operation>];
  await ada.saved();
  ada.edit([{ p: [], oi: 0 }]);
  await until(() => grace.snapshot === 0, () => JSON.stringify(grace.status));
  for (const na of [0.1, 0.2, 1e-7, 0.7, 1000.5, 0.1]) {
    for (const document of [ada, grace]) document.edit([{ p: [], na }]);
    await pause(5);
  }
  await until(() => [ada, grace].every((document) => document.status.name === "saved" && document.snapshot === ada.snapshot), () => `${ada.snapshot} ${grace.snapshot}`);
  assert.equal(await stored("fractions"), fingerprint(ada.snapshot));
  for (const client of clients) client.close();
});

test("the examples of the README do what they say", async () => {
  Object.assign(globalThis, { WebSocket });
  const url = `ws://${origin}/ws`;
  await appendLine(url, "example-text", "one\n");
  await appendLine(url, "example-text", "two\n");
  assert.equal(await stored("example-text"), JSON.stringify("one\ntwo\n"));
  await addHeading(url, "example-letter", "Second");
  const letter = await addHeading(url, "example-letter", "First");
  assert.deepEqual(letter.ops.map(({ insert }) => insert), ["First", "\n", "Second", "\n"]);
  assert.equal(await stored("example-letter"), fingerprint(letter.ops as Json));
  await vote(url, "example-poll", "yes");
  assert.deepEqual(await vote(url, "example-poll", "no"), { yes: 1, no: 1 });
});
