/** The HTTP client on the real server: the past of a document, told, named and brought back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HttpProblem, StetHttp, type LoggedOperation } from "../../src/http/index.ts";
import { writers } from "../examples/http.ts";
import { ServerProgram } from "../browser/program.ts";

// The stand-in has no HTTP API.
const skip = process.env["STET_LAUNCHER"] === undefined;
const server = new ServerProgram();
let address = "http://127.0.0.1";
let http = new StetHttp(address);

before(async () => {
  if (skip) return;
  address = `http://127.0.0.1:${await server.start()}`;
  http = new StetHttp(address);
});
after(() => server.dispose());

async function refused(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: unknown) => (error instanceof HttpProblem ? error.code : String(error)),
  );
}

test("a document is read as it is and as it was, by all its names", { skip }, async () => {
  assert.deepEqual(await http.create({ id: "minutes", content: "Let it stand.\n" }), { id: "minutes", docType: "text", revision: 1 });
  const minutes = http.document("minutes");
  assert.equal(await minutes.replace(1, "text/plain", "Let it stand as it is.\n"), 2);
  assert.equal(await minutes.edit(1, ["So: "], { key: "once" }), 3);
  assert.equal(await minutes.edit(1, ["So: "], { key: "once" }), 3);
  const { content, revision, docType, mediaType, modifiedMs } = await minutes.read();
  assert.deepEqual({ content, revision, docType, mediaType }, { content: "So: Let it stand as it is.\n", revision: 3, docType: "text", mediaType: "text/plain" });
  assert.ok(modifiedMs > 0);
  await minutes.nameVersion("draft: ½ & more?", { revision: 1 });
  for (const moment of [{ revision: 1 }, { version: "draft: ½ & more?" }]) assert.equal((await minutes.read(moment)).content, "Let it stand.\n");
  assert.equal((await minutes.about({ revision: 2 })).revision, 2);
  assert.equal((await minutes.read({ at: "2001-01-01T00:00:00Z" })).revision, 0);
});

test("its past tells who did what", { skip }, async () => {
  const minutes = http.document("minutes");
  const log: LoggedOperation[] = [];
  for await (const operation of minutes.operations({ from: 2 })) log.push(operation);
  assert.deepEqual(log.map(({ revision, author, op }) => [revision, author, op]), [[2, "guest", [12, " as it is"]], [3, "guest", ["So: "]]]);
  const { from, to, sittings } = await minutes.timeline({ pause: 600 });
  assert.deepEqual([from, to, sittings.map(({ first, last, authors }) => [first, last, authors])], [1, 3, [[1, 3, { guest: 3 }]]]);
  assert.deepEqual((await minutes.blame({ revision: 2 })).spans.map(({ from, to, revision }) => [from, to, revision]), [[0, 12, 1], [12, 21, 2], [21, 23, 1]]);
  assert.deepEqual((await minutes.diff({ from: 1, to: 2 })).added.map(({ from, to }) => [from, to]), [[12, 21]]);
  assert.deepEqual((await minutes.versions()).map(({ name }) => name), ["draft: ½ & more?"]);
});

test("the example of the README does what it says", { skip }, async () => {
  assert.deepEqual(await writers(address, "minutes", "2100-01-01T00:00:00Z"), { guest: "So: Let it stand as it is.\n".length });
  assert.deepEqual(await writers(address, "none", "2100-01-01T00:00:00Z"), {});
});

test("a moment is brought back, and what others did since it was looked at stays", { skip }, async () => {
  const minutes = http.document("minutes");
  await minutes.edit(3, [4, "please: "]);
  assert.equal(await minutes.restore({ version: "draft: ½ & more?" }, { base: 3 }), 5);
  assert.equal((await minutes.read()).content, "please: Let it stand.\n");
  await minutes.removeVersion("draft: ½ & more?");
  assert.equal(await refused(minutes.restore({ version: "draft: ½ & more?" })), "no_such_version");
});

test("deleted is deleted, until it is taken back", { skip }, async () => {
  const minutes = http.document("minutes");
  await minutes.delete();
  assert.deepEqual([await refused(minutes.read()), await refused(minutes.about()), await refused(minutes.timeline())], ["doc_deleted", "doc_deleted", "doc_deleted"]);
  assert.equal((await http.list()).documents.length, 0);
  assert.equal((await http.list({ deleted: true })).documents[0]?.id, "minutes");
  assert.equal(await minutes.undelete(), 5);
  assert.equal(await refused(http.document("none").about()), "doc_not_found");
  assert.equal(await refused(http.document("minutes").read({ revision: 99 })), "no_such_revision");
});

test("every type is written and read, and a page of the list leads to the next", { skip }, async () => {
  await http.create({ id: "board", docType: "json0", content: { cards: ["one"] } });
  await http.create({ id: "letter", docType: "rich-text", content: "Dear Ada\n" });
  assert.deepEqual((await http.document("board").read()).content, { cards: ["one"] });
  assert.deepEqual((await http.document("letter").read()).content, [{ insert: "Dear Ada\n" }]);
  assert.equal((await http.document("letter").read({ accept: "text/html" })).mediaType, "text/html");
  const { documents, next } = await http.list({ limit: 2 });
  assert.deepEqual([documents.map(({ id }) => id), next], [["board", "letter"], "letter"]);
  assert.deepEqual((await http.list({ after: next ?? "" })).documents.map(({ id }) => id), ["minutes"]);
});

test("on a server without accounts, who may do what cannot be said", { skip }, async () => {
  assert.equal(await refused(http.document("board").access()), "no_accounts");
  assert.equal(await refused(http.document("board").shares()), "no_accounts");
});
