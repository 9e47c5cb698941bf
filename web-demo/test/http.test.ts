import assert from "node:assert/strict";
import { test } from "node:test";
import { HttpProblem, StetHttp } from "../src/http/index.ts";
import { DescribedApi } from "./support/described-api.ts";

const SERVER = "https://example.org";
/** For those who look after a server, and for clients that edit where WebSockets are blocked; and what is here in another way. */
const NOT_HERE = ["welcome", "followDocument", "openDocument", "postMessage", "nameVersionInPath", "removeVersionInPath", "readLogLevel", "changeLogLevel", "readUnprocessable", "readMetrics", "isAlive", "isReady"];
const SPAN = { path: [["anything"]], from: 7, to: 7, author: "let it stand", revision: 7, time: "2026-11-21T12:00:00Z" };

function described(): { api: DescribedApi; http: StetHttp } {
  const api = new DescribedApi();
  return { api, http: new StetHttp(SERVER, { fetch: api.fetch }) };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

test("every operation is asked as it is described, and gives what is described", async () => {
  const { api, http } = described();
  const minutes = http.document("minutes");
  assert.equal((await http.list({ after: "a", limit: 7, deleted: true })).documents[0]?.docType, "let it stand");
  assert.equal((await http.create({ id: "minutes", docType: "text", content: "x", key: "k" })).revision, 7);
  assert.deepEqual(await minutes.read({ revision: 7 }), { docType: "let it stand", revision: 7, modifiedMs: Number.NaN, mediaType: "text/plain", content: "let it stand" });
  assert.deepEqual((await minutes.read({ accept: "application/json", at: "2026-11-21T12:00:00Z" })).content, ["anything"]);
  assert.equal((await minutes.read({ version: "first" })).mediaType, "text/plain");
  assert.deepEqual(await minutes.about({ revision: 7 }), { docType: "let it stand", revision: 7, modifiedMs: Number.NaN });
  assert.equal(await minutes.replace(7, "text/plain", "let it stand", { key: "k" }), 7);
  assert.equal(await minutes.edit(7, ["x"], { key: "k" }), 7);
  assert.deepEqual((await all(minutes.operations({ from: 1, to: 7 }))).map(({ op }) => op), [["anything"], ["anything"]]);
  assert.equal((await minutes.timeline({ from: 1, to: 7, pause: 60, limit: 20 })).sittings[0]?.authors["ada"], 8);
  assert.deepEqual((await minutes.blame({ revision: 7, from: 0 })).spans, [SPAN]);
  assert.deepEqual((await minutes.diff({ from: 0, to: 7 })).removed, [SPAN]);
  assert.equal((await minutes.versions())[0]?.name, "let it stand");
  assert.equal((await minutes.nameVersion("of today", { revision: 7 })).revision, 7);
  await minutes.removeVersion("of today");
  assert.equal(await minutes.restore({ version: "of today" }, { base: 7, key: "k" }), 7);
  await minutes.delete();
  assert.equal(await minutes.undelete(), 7);
  assert.deepEqual((await minutes.access()).users, { ada: "owner" });
  assert.equal((await minutes.replaceAccess("any", { ada: "owner" })).version, 7);
  assert.equal((await minutes.shares())[0]?.role, "editor");
  assert.equal((await minutes.share({ role: "viewer", expires: "2026-11-21T12:00:00Z" })).secret, "let it stand");
  await minutes.revokeShare("s-1");
  await http.describe();
  const asked = new Set(api.seen.map(({ operationId }) => operationId));
  assert.deepEqual(api.operations.filter((each) => !asked.has(each)), NOT_HERE);
});

test("names are escaped, and the address may have a path", async () => {
  const seen: string[] = [];
  const fetch = async (url: RequestInfo | URL): Promise<Response> => (seen.push(String(url)), Response.json({ revision: 1 }));
  await new StetHttp("https://example.org/stet/", { fetch }).document("a~b").nameVersion("what/if? 50%", {});
  assert.deepEqual(seen, ["https://example.org/stet/api/v1/documents/a~b/versions?name=what%2Fif%3F+50%25"]);
});

test("revisions to compare with are quoted, and absent fields are not sent", async () => {
  const { api, http } = described();
  await http.document("minutes").restore({ revision: 3 }, { base: 12 });
  assert.equal(api.last.headers.get("If-Match"), '"12"');
  assert.equal(api.last.headers.has("Idempotency-Key"), false);
  assert.equal(api.last.body, '{"revision":3}');
  await http.document("minutes").replaceAccess(4, {});
  assert.equal(api.last.headers.get("If-Match"), '"4"');
});

test("each request has a token of its own, and the share link's secret", async () => {
  const api = new DescribedApi();
  let count = 0;
  const http = new StetHttp(SERVER, { fetch: api.fetch, token: () => `token-${++count}`, share: "secret" });
  await http.list();
  assert.equal(api.last.headers.get("Authorization"), "Bearer token-1");
  await http.list();
  assert.equal(api.last.headers.get("Authorization"), "Bearer token-2");
  assert.equal(api.last.headers.get("Stet-Share"), "secret");
});

function answering(answer: () => Response | Promise<Response>): StetHttp {
  return new StetHttp(SERVER, { fetch: async () => answer() });
}

async function problem(promise: Promise<unknown>): Promise<HttpProblem> {
  const error = await promise.then(() => assert.fail("it was done"), (reason: unknown) => reason);
  assert.ok(error instanceof HttpProblem, String(error));
  return error;
}

test("what the server refuses is told with its code, and with how long to wait", async () => {
  const { code, message, status, retryAfterMs, mayPass } = await problem(answering(() => Response.json({ code: "doc_deleted", message: "the document is deleted" }, { status: 410 })).list());
  assert.deepEqual({ code, message, status, retryAfterMs, mayPass }, { code: "doc_deleted", message: "the document is deleted", status: 410, retryAfterMs: undefined, mayPass: false });
  const limited = answering(() => Response.json({ code: "rate_limited", message: "too many", retryAfterMs: 125 }, { status: 429, headers: { "Retry-After": "1" } }));
  assert.equal((await problem(limited.list())).retryAfterMs, 125);
  const draining = await problem(answering(() => Response.json({ code: "draining", message: "stops" }, { status: 503, headers: { "Retry-After": "2" } })).list());
  assert.equal(draining.retryAfterMs, 2_000);
  assert.ok(draining.mayPass);
});

test("what is refused without words has the code of its status", async () => {
  const document = answering(() => new Response(null, { status: 410 })).document("a");
  assert.equal((await problem(document.about())).code, "doc_deleted");
});

test("answers that are not the server's are told apart", async () => {
  for (const body of ["<html>Bad gateway</html>", "null", "[1]", "{}"]) {
    assert.deepEqual([await problem(answering(() => new Response(body, { status: 502 })).list())].map(({ code, status }) => [code, status]), [["bad_answer", 502]]);
  }
  assert.equal((await problem(answering(() => new Response("<html>")).list())).code, "bad_answer");
  assert.equal((await problem(answering(() => new Response("x")).document("a").read())).code, "bad_answer");
  assert.equal((await problem(all(answering(() => new Response("{}\n{")).document("a").operations()))).code, "bad_answer");
});

test("where no answer comes, that is said; where the request was given up, its reason", async () => {
  const down = answering(() => Promise.reject(new TypeError("fetch failed")));
  const { code, mayPass, cause } = await problem(down.list());
  assert.deepEqual([code, mayPass, String(cause)], ["unreachable", true, "TypeError: fetch failed"]);
  const broken = answering(() => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }), { status: 503 }));
  assert.equal((await problem(broken.list())).code, "unreachable");
  const reason = new Error("something newer is wanted");
  await assert.rejects(down.list({ signal: AbortSignal.abort(reason) }), reason);
});

test("operations come as they arrive, over the cuts of the network, until one breaks off", async () => {
  const line = '{"revision":1,"author":"zoë 🖊️","time":"T","op":["x"]}\n';
  const bytes = new TextEncoder().encode(line.repeat(3));
  const cut = (step: number, fails = false): Response => {
    let at = 0;
    return new Response(
      new ReadableStream({
        pull(controller) {
          if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += step)));
          else if (fails) controller.error(new TypeError("terminated"));
          else controller.close();
        },
      }),
    );
  };
  for (const step of [1, 7, 1000]) {
    const found = await all(answering(() => cut(step)).document("a").operations());
    assert.deepEqual(found.map(({ author }) => author), ["zoë 🖊️", "zoë 🖊️", "zoë 🖊️"]);
  }
  assert.equal((await problem(all(answering(() => cut(7, true)).document("a").operations()))).code, "unreachable");
});

test("whoever stops early gives up the rest of the operations", async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('{"revision":1}\n')),
    cancel: () => void (cancelled = true),
  });
  for await (const { revision } of answering(() => new Response(endless)).document("a").operations()) {
    assert.equal(revision, 1);
    break;
  }
  assert.ok(cancelled);
});
