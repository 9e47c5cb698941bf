/** The part of a document's past that a page knows, read from both ends at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HttpProblem, StetHttp, type Sitting, type Timeline } from "../src/http/index.ts";
import { KnownPast } from "../src/page/past/timeline.ts";

function sitting(first: number, last: number): Sitting {
  return { first, last, begun: "2026-11-21T12:00:00Z", ended: "2026-11-21T12:10:00Z", authors: { ada: last - first + 1 } };
}

/** A server that shows ten operations at once, in sittings of five, and answers when it is told to. */
class SlowPast {
  head = 30;
  readonly asked: (() => void)[] = [];
  fault: "unreachable" | undefined;

  readonly past = new KnownPast(new StetHttp("https://example.org", { fetch: (url) => this.#answer(new URL(String(url))) }).document("minutes"));

  async #answer({ searchParams }: URL): Promise<Response> {
    const to = Number(searchParams.get("to") ?? this.head);
    const from = Number(searchParams.get("from") ?? Math.max(1, to - 9));
    await new Promise<void>((resolve) => this.asked.push(resolve));
    if (this.fault !== undefined) throw new TypeError("cut off");
    const sittings: Sitting[] = [];
    for (let first = from; first <= to; first += 5) sittings.push(sitting(first, Math.min(first + 4, to)));
    return Response.json({ from, to, sittings } satisfies Timeline);
  }

  /** Answers all that is asked until nothing more is. */
  async answer(): Promise<void> {
    for (let quiet = 0; quiet < 20; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.asked.length > 0) quiet = 0;
      for (const each of this.asked.splice(0)) each();
    }
  }
}

/** The first and the last revision of each sitting that is known. */
function known({ sittings }: KnownPast): string {
  return sittings.map(({ first, last }) => `${first}-${last}`).join(" ");
}

test("what was before is there once, however often it is asked for at once", async () => {
  const server = new SlowPast();
  const read = Promise.all([server.past.readOn(), server.past.readBack(), server.past.readBack(), server.past.readBack()]);
  await server.answer();
  await read;
  assert.equal(known(server.past), "1-5 6-10 11-15 16-20 21-25 26-30");
  assert.equal(server.past.hasMore, false);
});

test("what comes since and what was before are both kept when they are read at once", async () => {
  const server = new SlowPast();
  const opened = server.past.readOn();
  await server.answer();
  await opened;
  server.head = 33;
  const read = Promise.all([server.past.readOn(), server.past.readBack()]);
  await server.answer();
  await read;
  assert.equal(known(server.past), "11-15 16-20 21-25 26-30 31-33");
  assert.equal(server.past.head, 33);
});

test("a part that could not be read is read when it is asked for again", async () => {
  const server = new SlowPast();
  server.fault = "unreachable";
  const failed = assert.rejects(server.past.readOn(), (error) => error instanceof HttpProblem && error.code === "unreachable");
  await server.answer();
  await failed;
  server.fault = undefined;
  const read = server.past.readOn();
  await server.answer();
  await read;
  assert.equal(known(server.past), "21-25 26-30");
});
