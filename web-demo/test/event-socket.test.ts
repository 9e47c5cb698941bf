import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "../src/client/event-reader.ts";
import { EventSocket } from "../src/client/event-socket.ts";

const WELCOME = { type: "session:welcome", session: "", client: "c", user: "u", heartbeatMs: 15_000, limits: {} };
const OPENED = { type: "doc:opened", re: "1", doc: "minutes", store: "s", revision: 4, role: "editor", participant: "p-1", participants: [] };
const OPEN = JSON.stringify({ type: "doc:open", id: "1", doc: "minutes", docType: "text", create: true, since: 4 });

interface Asked {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal | null | undefined;
  answer(response: Response): void;
  fail(): void;
}

/** A socket over requests that the test answers by hand. */
class World {
  now = 0;
  readonly asked: Asked[] = [];
  readonly received: { type: string; [field: string]: unknown }[] = [];
  closed: number | undefined;
  readonly socket: EventSocket;

  constructor(token?: string) {
    const events = {
      received: (frame: string) => {
        const value = JSON.parse(frame) as never;
        this.received.push(...(Array.isArray(value) ? (value as never[]) : [value]));
      },
      closed: (code: number) => {
        assert.equal(this.closed, undefined);
        this.closed = code;
      },
    };
    this.socket = new EventSocket("wss://stet.test/under/ws?client=ada-0001", token, events, {
      now: () => this.now,
      fetch: (url, request) =>
        new Promise((resolve, reject) => {
          const { pathname, searchParams } = new URL(url);
          assert.equal(searchParams.get("client"), "ada-0001");
          request.signal?.addEventListener("abort", () => reject(new Error("aborted")));
          this.asked.push({
            path: pathname.replace("/under/api/v1", ""),
            body: request.body === undefined ? undefined : JSON.parse(String(request.body)),
            headers: request.headers as Record<string, string>,
            signal: request.signal,
            answer: resolve,
            fail: () => reject(new Error("no network")),
          });
        }),
    });
  }

  /** Waits until everything has happened that was set off. */
  async settle(): Promise<this> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    return this;
  }

  async next(): Promise<Asked> {
    await this.settle();
    const asked = this.asked.shift();
    assert.ok(asked !== undefined, "nothing was asked for");
    return asked;
  }

  async welcome(): Promise<this> {
    (await this.next()).answer(Response.json(WELCOME));
    await this.settle();
    assert.deepEqual(this.types(), ["session:welcome"]);
    return this;
  }

  /** Opens the document, and returns its stream. */
  async open(): Promise<StreamInHand> {
    this.socket.send(OPEN);
    const asked = await this.next();
    assert.equal(asked.path, "/documents/minutes/events");
    const stream = new StreamInHand();
    asked.answer(new Response(stream.body));
    stream.say([WELCOME, OPENED]);
    await this.settle();
    return stream;
  }

  /** The types of what was received since the last look. */
  types(): string[] {
    return this.received.splice(0).map((message) => message.type);
  }
}

class StreamInHand {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.#controller = controller) });

  write(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  say(messages: unknown): void {
    this.write(`id: 4\ndata: ${JSON.stringify(messages)}\n\n`);
  }

  end(): void {
    this.#controller?.close();
  }

  cut(): void {
    this.#controller?.error(new Error("cut"));
  }
}

function submission(seq: number): string {
  return JSON.stringify({ type: "op:submit", doc: "minutes", revision: 4, seq, op: ["x"] });
}

test("events are read wherever the stream is cut into pieces", () => {
  const text = ':\n\nid: 3\ndata: {"a":1}\n\nevent: close\r\ndata: one\ndata:two\r\n\r\nid: 9\n\n';
  for (let at = 0; at <= text.length; at++) {
    const reader = new EventReader();
    const events = [...reader.read(text.slice(0, at)), ...reader.read(text.slice(at))];
    assert.deepEqual(events, [{ name: "message", data: '{"a":1}' }, { name: "close", data: "one\ntwo" }], `cut at ${at}`);
  }
});

test("it greets, opens with the token, and tells what comes down", async () => {
  const world = await new World("token-1").welcome();
  world.socket.send(OPEN);
  const asked = await world.next();
  assert.equal(asked.headers["Authorization"], "Bearer token-1");
  assert.deepEqual(asked.body, JSON.parse(OPEN));
  const stream = new StreamInHand();
  asked.answer(new Response(stream.body));
  stream.say([WELCOME, OPENED]);
  stream.write(":\n\n");
  stream.say({ type: "presence:changed", doc: "minutes", revision: 4, participants: [], left: [] });
  await world.settle();
  assert.deepEqual(world.types(), ["doc:opened", "presence:changed"]);
});

test("whoever came by a share link shows it with each message", async () => {
  const world = await new World().welcome();
  world.socket.send(OPEN.replace("}", ',"share":"secret"}'));
  await world.next();
  world.socket.send(submission(1));
  assert.equal((await world.next()).headers["Stet-Share"], "secret");
});

test("messages go up one after another", async () => {
  const world = await new World().welcome();
  await world.open();
  world.socket.send(JSON.stringify({ type: "presence:update", doc: "minutes", revision: 4, state: {} }));
  world.socket.send(submission(1));
  const first = await world.next();
  assert.equal((first.body as { type: string }).type, "presence:update");
  assert.equal(world.asked.length, 0);
  first.answer(new Response(null, { status: 204 }));
  assert.equal(((await world.next()).body as { type: string }).type, "op:submit");
});

test("an acknowledgement is told when the stream shows the operation, in its place among those of others", async () => {
  const world = await new World().welcome();
  const stream = await world.open();
  world.types();
  world.socket.send(submission(3));
  (await world.next()).answer(Response.json({ type: "op:ack", doc: "minutes", seq: 3, revision: 6 }));
  await world.settle();
  assert.deepEqual(world.types(), []);
  const operations = [{ op: ["a"], author: "g" }, { op: ["x"], author: "u", seq: 3 }, { op: ["b"], author: "g" }];
  stream.say({ type: "op:applied", doc: "minutes", revision: 7, operations });
  await world.settle();
  assert.deepEqual(world.received, [
    { type: "op:applied", doc: "minutes", revision: 5, operations: [operations[0]] },
    { type: "op:ack", doc: "minutes", seq: 3, revision: 6 },
    { type: "op:applied", doc: "minutes", revision: 7, operations: [operations[2]] },
  ]);
});

test("one's own operation from before the state was lost is news", async () => {
  const world = await new World().welcome();
  const stream = await world.open();
  world.types();
  const applied = { type: "op:applied", doc: "minutes", revision: 5, operations: [{ op: ["x"], author: "u", seq: 9 }] };
  stream.say(applied);
  await world.settle();
  assert.deepEqual(world.received, [applied]);
});

test("what is refused is told, but not that a presence met another server than the stream's", async () => {
  const world = await new World().welcome();
  await world.open();
  world.types();
  const refusal = { type: "error", code: "forbidden", message: "no", retryable: false, doc: "minutes", seq: 1 };
  world.socket.send(submission(1));
  (await world.next()).answer(Response.json(refusal));
  await world.settle();
  assert.deepEqual(world.received.splice(0), [refusal]);
  world.socket.send(JSON.stringify({ type: "presence:update", doc: "minutes", revision: 4 }));
  (await world.next()).answer(Response.json({ type: "error", code: "doc_not_open", message: "no", retryable: false, doc: "minutes" }));
  await world.settle();
  assert.deepEqual(world.received, []);
  assert.equal(world.closed, undefined);
});

for (const [how, end] of [["ends", (stream: StreamInHand) => stream.end()], ["breaks off", (stream: StreamInHand) => stream.cut()]] as const) {
  test(`a stream that ${how} is opened again, the connection stays`, async () => {
    const world = await new World().welcome();
    const stream = await world.open();
    world.types();
    world.now += 60_000;
    end(stream);
    await world.settle();
    assert.deepEqual(world.received, [{ type: "doc:closed", doc: "minutes", reason: "resume" }]);
    assert.equal(world.closed, undefined);
    await world.open();
  });
}

test("a stream that ends as soon as it began is not asked for again and again", async () => {
  const world = await new World().welcome();
  (await world.open()).end();
  await world.settle();
  assert.equal(world.closed, 1006);
});

for (const [status, code] of [[401, 1006], [403, 1006], [429, 4008], [503, 1006]] as const) {
  test(`where the server answers ${status} the connection is at its end with ${code}`, async () => {
    const greeting = new World();
    (await greeting.next()).answer(new Response("", { status }));
    await greeting.settle();
    assert.equal(greeting.closed, code);
    const world = await new World().welcome();
    await world.open();
    world.socket.send(submission(1));
    (await world.next()).answer(new Response("", { status }));
    await world.settle();
    assert.equal(world.closed, code);
  });
}

test("an operation of which it is not known whether it arrived ends the connection, so that this is found out", async () => {
  const world = await new World().welcome();
  await world.open();
  world.socket.send(submission(1));
  world.socket.send(submission(2));
  (await world.next()).fail();
  await world.settle();
  assert.equal(world.closed, 1006);
  assert.deepEqual(world.asked.map(({ body }) => (body as { type: string }).type), ["doc:close"]);
});

test("the server's close is the connection's, unless it is of a stream that was given up", async () => {
  const world = await new World().welcome();
  const close = (code: number): string => `event: close\ndata: {"code":${code},"reason":"why"}\n\n`;
  const first = await world.open();
  const second = await world.open();
  first.write(close(4009));
  await world.settle();
  assert.equal(world.closed, undefined);
  second.write(close(1000));
  await world.settle();
  assert.equal(world.closed, undefined);
  (await world.open()).write(close(4010));
  await world.settle();
  assert.equal(world.closed, 4010);
});

test("a ping is answered as long as heartbeats are heard; a silent stream is opened again", async () => {
  const world = await new World().welcome();
  const stream = await world.open();
  world.types();
  const ping = JSON.stringify({ type: "ping", id: "7" });
  world.now += 9_000;
  world.socket.send(ping);
  assert.deepEqual(world.received.splice(0), [{ type: "pong", re: "7" }]);
  stream.write(":\n\n");
  await world.settle();
  world.now += 9_000;
  world.socket.send(ping);
  assert.deepEqual(world.types(), ["pong"]);
  world.now += 9_000;
  world.socket.send(ping);
  assert.deepEqual(world.types(), ["doc:closed"]);
  const asked = await world.next();
  assert.equal(asked.path, "/welcome");
  asked.answer(Response.json(WELCOME));
  await world.settle();
  assert.deepEqual(world.types(), ["pong"]);
});

test("a stream that is silent before the document is open is a lost connection: nobody would take up another", async () => {
  const world = await new World().welcome();
  world.types();
  world.socket.send(OPEN);
  const asked = await world.next();
  world.now += 11_000;
  world.socket.send(JSON.stringify({ type: "ping", id: "7" }));
  assert.equal(asked.signal?.aborted, true);
  assert.deepEqual([world.closed, world.types()], [1006, []]);
});

test("a new token is taken for what is asked from then on", async () => {
  const world = await new World("token-1").welcome();
  await world.open();
  world.types();
  world.socket.send(JSON.stringify({ type: "session:renew", token: "token-2" }));
  assert.deepEqual(world.types(), ["doc:closed"]);
  world.socket.send(OPEN);
  assert.equal((await world.next()).headers["Authorization"], "Bearer token-2");
});

test("closing ends the streams and says so", async () => {
  const world = await new World().welcome();
  world.socket.send(OPEN);
  const stream = await world.next();
  world.socket.close();
  assert.equal(stream.signal?.aborted, true);
  assert.deepEqual((await world.next()).body, { type: "doc:close", doc: "minutes" });
  assert.equal(world.closed, undefined);
});

test("a socket that is closed asks for nothing any more", async () => {
  const world = await new World().welcome();
  world.socket.close();
  for (const frame of [OPEN, submission(1), JSON.stringify({ type: "ping", id: "1" })]) world.socket.send(frame);
  await world.settle();
  assert.deepEqual(world.asked, []);
  assert.deepEqual(world.types(), []);
});
