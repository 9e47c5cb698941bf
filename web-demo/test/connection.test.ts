import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import { AFTER_RATE_LIMITED_MS, BACKOFF_BASE_MS, BACKOFF_CEILING_MS, Connection, PROBE_DEADLINE_MS, STABLE_MS, WELCOME_DEADLINE_MS, type ConnectionStatus } from "../src/client/connection.ts";
import { BROWSER, type Environment, type NetworkNews, type SocketEvents } from "../src/client/environment.ts";
import { INTAKE_MS } from "../src/client/intake.ts";
import type { ServerMessage } from "../src/client/protocol.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

const WELCOME = JSON.stringify({ type: "session:welcome", session: "s", client: "c", user: "u", heartbeatMs: 15_000, limits: {} });

/** A connection over sockets the test holds in its hand. */
class World {
  readonly clock = new VirtualClock();
  readonly sockets: { events: SocketEvents; sent: string[]; isClosed: boolean }[] = [];
  readonly statuses: ConnectionStatus[] = [];
  readonly messages: string[] = [];
  /** The revisions that messages lead to. */
  readonly revisions: number[] = [];
  /** What happens with each message. */
  handle: (message: ServerMessage) => void = () => undefined;
  lost = 0;
  subprotocols: readonly (readonly string[])[] = [];
  chance = 0.5;
  news: (news: NetworkNews) => void = () => undefined;
  readonly connection: Connection;

  constructor(token?: () => Promise<string> | string) {
    const environment: Environment = {
      now: () => this.clock.now,
      after: (delayMs, task) => this.clock.after(delayMs, task),
      random: () => this.chance,
      openSocket: (_url, subprotocols, events) => {
        this.subprotocols = [...this.subprotocols, subprotocols];
        const socket = { events, sent: [] as string[], isClosed: false };
        this.sockets.push(socket);
        return { send: (frame) => socket.sent.push(frame), close: () => (socket.isClosed = true) };
      },
      watch: (listener) => {
        this.news = listener;
        return () => (this.news = () => undefined);
      },
    };
    this.connection = new Connection("ws://test/ws", environment, {
      status: (status) => this.statuses.push(status),
      opened: () => undefined,
      message: (message) => {
        this.messages.push(message.type);
        if ("revision" in message) this.revisions.push(message.revision);
        this.handle(message);
      },
      lost: () => (this.lost += 1),
    }, token);
    this.connection.start();
  }

  get socket(): World["sockets"][number] {
    const socket = this.sockets.at(-1);
    assert.ok(socket !== undefined);
    return socket;
  }

  welcome(): this {
    this.socket.events.received(WELCOME);
    assert.equal(this.connection.status.name, "open");
    return this;
  }

  pass(ms: number): this {
    this.clock.runUntil(this.clock.now + ms);
    return this;
  }
}

for (const code of [1003, 1007, 1009, 4009]) {
  test(`a close with ${code} is final`, () => {
    const world = new World().welcome();
    world.socket.events.closed(code, "why");
    assert.deepEqual(world.connection.status, { name: "stopped", code, reason: "why" });
    assert.equal(world.lost, 1);
    world.pass(100_000).news("online");
    assert.equal(world.sockets.length, 1);
  });
}

for (const code of [1001, 1006, 1011, 4010, 4999]) {
  test(`after a close with ${code} the connection is opened again`, () => {
    const world = new World().welcome();
    world.socket.events.closed(code, "");
    assert.equal(world.connection.status.name, "waiting");
    world.pass(1_000).welcome();
    assert.equal(world.lost, 1);
  });
}

test("how many attempts failed in a row is known while the next one is made, too", () => {
  const world = new World();
  for (let failure = 0; failure < 3; failure++) {
    world.socket.events.closed(1006, "");
    world.pass(2 * BACKOFF_BASE_MS);
  }
  assert.deepEqual(
    world.statuses.map((status) => [status.name, "failures" in status && status.failures]),
    [["connecting", 0], ["waiting", 1], ["connecting", 1], ["waiting", 2], ["connecting", 2], ["waiting", 3], ["connecting", 3]],
  );
  world.welcome().pass(STABLE_MS);
  world.socket.events.closed(1006, "");
  world.pass(BACKOFF_BASE_MS);
  assert.deepEqual(world.connection.status, { name: "connecting", failures: 1 });
});

test("waits grow with failures up to a ceiling, and start over after a stable connection", () => {
  const world = new World();
  world.chance = 0.999_999;
  const waits: number[] = [];
  for (let failure = 0; failure < 9; failure++) {
    world.socket.events.closed(1006, "");
    const { status } = world.connection;
    assert.equal(status.name, "waiting");
    if (status.name !== "waiting") return;
    waits.push(status.retryAtMs - world.clock.now);
    world.pass(waits.at(-1) ?? 0);
  }
  assert.deepEqual(waits.map((wait) => Math.round(wait / 500)), [1, 2, 4, 8, 16, 32, 40, 40, 40]);
  assert.ok(waits.every((wait) => wait <= BACKOFF_CEILING_MS));
  world.welcome().pass(6_000);
  world.socket.events.closed(1006, "");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.failures, 1);
});

test("after draining, the client comes back around the time the server named", () => {
  const world = new World().welcome();
  world.socket.events.received(JSON.stringify({ type: "session:draining", retryAfterMs: 4_000 }));
  world.chance = 0.25;
  world.socket.events.closed(4010, "");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 3_000);
});

test("after sending too much, the client stays away for a while", () => {
  const world = new World().welcome();
  world.chance = 0.25;
  world.socket.events.closed(4008, "rate limited");
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 0.75 * AFTER_RATE_LIMITED_MS);
  world.pass(AFTER_RATE_LIMITED_MS).welcome();
  assert.equal(world.lost, 1);
});

test("a quiet connection is pinged, and given up when nobody answers", () => {
  const world = new World().welcome();
  world.pass(10_000);
  assert.match(world.socket.sent.at(-1) ?? "", /"type":"ping"/);
  world.socket.events.received(JSON.stringify({ type: "pong", re: "1" }));
  world.pass(15_000);
  assert.equal(world.connection.status.name, "open");
  world.pass(15_000);
  assert.equal(world.lost, 1);
  assert.ok(world.sockets[0]?.isClosed);
});

test("something is sent at least once in a heartbeat", () => {
  const world = new World().welcome();
  for (let second = 1; second <= 120; second++) {
    const before = world.socket.sent.length;
    world.pass(1_000);
    world.socket.events.received("[]");
    if (second % 15 === 0) {
      assert.ok(world.socket.sent.length >= second / 15, `nothing sent in time, second=${second} before=${before}`);
    }
  }
  assert.equal(world.sockets.length, 1);
});

test("a server that does not say welcome in time is left", () => {
  const world = new World();
  world.pass(WELCOME_DEADLINE_MS);
  assert.equal(world.connection.status.name, "waiting");
  assert.ok(world.socket.isClosed);
});

test("when the network comes back a waiting client connects at once, a connected one makes sure", () => {
  const world = new World();
  world.socket.events.closed(1006, "");
  world.news("online");
  assert.equal(world.sockets.length, 2);
  world.welcome().news("visible");
  assert.match(world.socket.sent.at(-1) ?? "", /ping/);
  world.pass(PROBE_DEADLINE_MS);
  assert.equal(world.connection.status.name, "waiting");
});

test("a waiting client that is asked to tries at once, and not once more when its wait would have been over", () => {
  const world = new World();
  world.socket.events.closed(1006, "");
  world.connection.retryNow();
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(world.connection.status, { name: "connecting", failures: 1 });
  world.pass(BACKOFF_BASE_MS);
  assert.equal(world.sockets.length, 2);
  world.welcome();
});

test("an attempt that was asked for counts like any other: when it fails, the next wait is longer", () => {
  const world = new World();
  world.chance = 0.999_999;
  for (const failures of [1, 2, 3]) {
    world.socket.events.closed(1006, "");
    assert.deepEqual(world.connection.status, { name: "waiting", retryAtMs: world.clock.now + BACKOFF_BASE_MS * 2 ** (failures - 1), failures });
    world.connection.retryNow();
  }
  assert.equal(world.sockets.length, 4);
  assert.equal(world.clock.now, 0);
});

for (const name of ["connecting", "open", "stopped"] as const) {
  test(`a client that is ${name} has nothing to try again`, () => {
    const world = new World();
    if (name !== "connecting") world.welcome();
    if (name === "stopped") world.connection.stop();
    const said = world.statuses.length;
    world.connection.retryNow();
    assert.deepEqual([world.connection.status.name, world.sockets.length, world.socket.isClosed, world.statuses.length], [name, 1, name === "stopped", said]);
  });
}

for (const name of ["connecting", "open"] as const) {
  test(`reconnect() gives up a socket that is ${name}, and opens another after a while`, () => {
    const world = new World();
    if (name === "open") world.welcome();
    world.connection.reconnect();
    assert.deepEqual([world.connection.status.name, world.sockets.length, world.socket.isClosed, world.lost], ["waiting", 1, true, name === "open" ? 1 : 0]);
    world.pass(BACKOFF_BASE_MS);
    assert.equal(world.sockets.length, 2);
    world.welcome();
  });
}

for (const name of ["waiting", "stopped"] as const) {
  test(`reconnect() leaves a client as it is that is ${name}: it has no socket to give up`, () => {
    const world = new World();
    if (name === "waiting") world.socket.events.closed(1006, "");
    else world.connection.stop();
    const { status } = world.connection;
    world.connection.reconnect();
    assert.equal(world.connection.status, status);
    world.pass(BACKOFF_BASE_MS);
    assert.equal(world.sockets.length, name === "waiting" ? 2 : 1);
  });
}

test("a client with documents is back as soon as it is asked to try, however long it would have waited", () => {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, new Random(1), new ModelServer(), 5);
  const client = new StetClient("ws://test/ws", { client: "asked", environment: { ...network.environment("asked"), random: () => 0.999_999 } });
  const document = client.document("minutes");
  network.isUp = false;
  clock.runUntil(40_000);
  network.isUp = true;
  clock.runUntil(40_100);
  assert.ok(client.connection.name === "waiting" && client.connection.retryAtMs > 50_000, JSON.stringify(client.connection));
  client.retryNow();
  clock.runUntil(40_200);
  assert.deepEqual([client.connection.name, document.status.name], ["open", "saved"]);
  client.close();
  client.retryNow();
  assert.equal(client.connection.name, "stopped");
});

test("a page that is left has no socket, whatever happens, until it is back", () => {
  const world = new World().welcome();
  world.connection.suspend();
  assert.ok(world.socket.isClosed);
  assert.deepEqual([world.connection.status.name, world.lost], ["waiting", 1]);
  world.news("visible");
  world.connection.retryNow();
  world.pass(100_000);
  assert.equal(world.sockets.length, 1);
  world.connection.resume();
  assert.equal(world.sockets.length, 2);
  world.welcome();
  world.connection.stop();
  world.connection.suspend();
  world.connection.resume();
  assert.equal(world.sockets.length, 2);
});

test("several messages in a frame are handled in order, unknown ones are passed over", () => {
  const world = new World().welcome();
  const closed = { type: "doc:closed", doc: "d", reason: "requested" };
  const ack = { type: "op:ack", doc: "d", seq: 1, revision: 1 };
  world.socket.events.received(JSON.stringify([closed, { type: "session:fireworks" }, ack]));
  assert.deepEqual(world.messages, ["doc:closed", "op:ack"]);
});

for (const frame of ["{", "7", '[{"doc":"d"}]', '{"type":"op:ack","doc":"d","seq":"1","revision":1}']) {
  test(`after the frame ${frame} the client starts over`, (context) => {
    context.mock.method(console, "error", () => undefined);
    const world = new World().welcome();
    world.socket.events.received(frame);
    assert.equal(world.connection.status.name, "waiting");
    assert.equal(world.lost, 1);
  });
}

/** So many operations in a message, which lead to this revision. */
function applied(revision: number, count: number): string {
  return JSON.stringify({ type: "op:applied", doc: "d", revision, operations: Array.from({ length: count }, () => ({ op: ["x"], author: "u" })) });
}

/** What is taken in of what comes while each message takes half the time for a portion: two at a time. */
function slowWorld(): World {
  const world = new World().welcome();
  world.handle = () => (world.clock.now += INTAKE_MS / 2);
  return world;
}

test("of many operations in a message as many are taken in at a time as there is time for, in order", () => {
  const world = slowWorld();
  world.socket.events.received(applied(7, 5));
  assert.deepEqual(world.revisions, [3, 4]);
  world.pass(0);
  assert.deepEqual(world.revisions, [3, 4, 5, 6]);
  world.pass(0);
  assert.deepEqual(world.revisions, [3, 4, 5, 6, 7]);
});

test("what comes while something waits to be taken in waits behind it, an acknowledgement too", () => {
  const world = slowWorld();
  world.socket.events.received(applied(3, 3));
  world.socket.events.received(JSON.stringify({ type: "op:ack", doc: "d", seq: 1, revision: 4 }));
  world.socket.events.received(applied(5, 1));
  assert.deepEqual(world.revisions, [1, 2]);
  world.pass(1_000);
  assert.deepEqual(world.revisions, [1, 2, 3, 4, 5]);
  assert.deepEqual(world.messages.slice(3), ["op:ack", "op:applied"]);
});

test("what a server said before it closed the connection is taken in before that", () => {
  const world = slowWorld();
  world.socket.events.received(applied(3, 3));
  world.socket.events.received(JSON.stringify({ type: "session:draining", retryAfterMs: 4_000 }));
  world.socket.events.closed(4010, "");
  assert.deepEqual([world.connection.status.name, world.lost], ["open", 0]);
  world.pass(0);
  assert.deepEqual(world.revisions, [1, 2, 3]);
  assert.equal(world.connection.status.name === "waiting" && world.connection.status.retryAtMs - world.clock.now, 4_000);
});

for (const leave of ["stop", "suspend", "reconnect"] as const) {
  test(`what waits to be taken in at ${leave}() is passed over, and not mixed with what comes on the next connection`, () => {
    const world = slowWorld();
    world.socket.events.received(applied(9, 9));
    world.connection[leave]();
    assert.deepEqual(world.revisions, [1, 2]);
    world.connection.resume();
    world.pass(1_000);
    if (leave !== "stop") world.welcome().socket.events.received(applied(3, 1));
    world.pass(1_000);
    assert.deepEqual(world.revisions, leave === "stop" ? [1, 2] : [1, 2, 3]);
  });
}

test("what makes the client start over is the last that is taken in of a frame", () => {
  const world = new World().welcome();
  world.handle = () => world.connection.reconnect();
  world.socket.events.received(applied(2, 2));
  world.pass(100);
  assert.deepEqual(world.revisions, [1]);
});

test("what fails keeps nothing behind it from being taken in", () => {
  const world = new World().welcome();
  world.handle = () => {
    if (world.revisions.length === 1) throw new Error("failed");
  };
  assert.throws(() => world.socket.events.received(applied(3, 3)), /failed/);
  world.pass(0);
  assert.deepEqual(world.revisions, [1, 2, 3]);
});

test("a connection is known to be alive while what came over it waits", () => {
  const world = slowWorld();
  world.news("visible");
  world.socket.events.received(applied(1_000, 1_000));
  world.socket.events.received(JSON.stringify({ type: "pong", re: "1" }));
  world.pass(PROBE_DEADLINE_MS);
  assert.deepEqual([world.connection.status.name, world.revisions.length], ["open", 1_000]);
});

test("a page that nobody sees, where no frame comes and timers are late, takes everything in", async (context) => {
  context.mock.method(globalThis, "setTimeout", () => assert.fail("a timer waits where nobody looks"));
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    const cancel = BROWSER.after(0, () => order.push("cancelled"));
    cancel();
    BROWSER.after(0, () => order.push("first"));
    BROWSER.after(0, () => {
      order.push("second");
      resolve();
    });
    order.push("not at once");
  });
  assert.deepEqual(order, ["not at once", "first", "second"]);
});

test("an older socket of this very client that replaces the newer one does not stop it", () => {
  const world = new World();
  world.pass(WELCOME_DEADLINE_MS + 1_000).welcome();
  world.socket.events.closed(4009, "");
  assert.equal(world.connection.status.name, "waiting");
});

/** Lets everything happen that is promised already. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a token is asked for with each attempt, and goes along as a subprotocol", async () => {
  let asked = 0;
  const world = new World(() => `token-${(asked += 1)}`);
  await settled();
  world.welcome();
  world.socket.events.closed(4002, "token expired");
  world.pass(BACKOFF_BASE_MS);
  await settled();
  assert.deepEqual(world.subprotocols, [
    ["stet.v1.json", "bearer.token-1"],
    ["stet.v1.json", "bearer.token-2"],
  ]);
});

test("an expiring token is renewed in place", async () => {
  let asked = 0;
  const world = new World(() => Promise.resolve(`token-${(asked += 1)}`));
  await settled();
  world.welcome();
  world.socket.events.received(JSON.stringify({ type: "session:expiring", expiresInMs: 60_000 }));
  await settled();
  assert.deepEqual(world.socket.sent.map((frame) => JSON.parse(frame) as unknown), [{ type: "session:renew", token: "token-2" }]);
  assert.equal(world.sockets.length, 1);
});

test("without a token the connection waits and asks again", async () => {
  let asked = 0;
  const world = new World(() => {
    asked += 1;
    if (asked === 1) throw new Error("not logged in");
    return "token";
  });
  await settled();
  assert.equal(world.connection.status.name, "waiting");
  assert.equal(world.sockets.length, 0);
  world.pass(BACKOFF_BASE_MS);
  await settled();
  world.welcome();
});

test("a socket that cannot even be made is tried again later", (context) => {
  const errors = context.mock.method(console, "error", () => undefined);
  let tries = 0;
  const clock = new VirtualClock();
  const environment: Environment = {
    now: () => clock.now,
    after: (delayMs, task) => clock.after(delayMs, task),
    random: () => 0.5,
    openSocket: () => {
      tries += 1;
      throw new SyntaxError("no such subprotocol");
    },
    watch: () => () => undefined,
  };
  const connection = new Connection("ws://test/ws", environment, { status: () => undefined, opened: () => undefined, message: () => undefined, lost: () => undefined });
  connection.start();
  assert.equal(connection.status.name, "waiting");
  clock.runUntil(5_000);
  assert.ok(tries > 2 && errors.mock.callCount() === tries);
});
