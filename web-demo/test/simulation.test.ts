import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import { INTAKE_MS } from "../src/client/intake.ts";
import type { Json } from "../src/ottypes/index.ts";
import { fingerprint } from "../src/ottypes/json.ts";
import { Author } from "./support/author.ts";
import { HANDS, type Hand } from "./support/hands.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

/** `STET_SEED=N` runs that schedule alone; `STET_SCHEDULES=N` runs as many for each type. */
const SCHEDULES = Number(process.env["STET_SCHEDULES"] ?? 500);
const ONLY = process.env["STET_SEED"];
const QUIET_MS = 90_000;

/** @param lookMs how much time passes whenever a client looks at the clock: with {@link INTAKE_MS} it takes in one operation at a time */
function runSchedule<S, O>(hand: Hand<S, O>, seed: number, lookMs: number): void {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const server = new ModelServer();
  const { name: docType } = hand.type;
  const stored = server.document("sim", docType);
  if (hand.initial !== undefined) stored.append({ op: hand.type.encode(hand.type.check(hand.initial, hand.type.empty)), client: "first", seq: 1, author: "first" });
  const network = new VirtualNetwork(clock, random, server, random.pick([5, 60, 400]));
  const names = ["a", "b", "c", "d"].slice(0, 2 + random.below(3));
  const authors = names.map((name) => new Author(name, new StetClient("ws://sim/ws", { client: `client-${name}`, environment: network.environment(`client-${name}`, lookMs) }), hand, "sim"));
  const shown = (content: S): string => fingerprint(hand.type.encodeSnapshot(content) as Json);
  const deletes = random.chance(0.5);
  const refusals = random.chance(0.3);
  server.fault = (message) => {
    if (message.type === "doc:open" && random.chance(0.05)) return { code: "document_unavailable", retryable: true };
    if (message.type !== "op:submit") return undefined;
    if (random.chance(0.1)) return { code: "overloaded", retryable: true, retryAfterMs: random.below(100) };
    return refusals && random.chance(0.05) ? { code: "document_too_large", retryable: false } : undefined;
  };

  const steps = 20 + random.below(40);
  for (let step = 0; step < steps; step++) {
    clock.runUntil(clock.now + random.below(random.chance(0.1) ? 3_000 : 150));
    const author = random.pick(authors);
    const dice = random.next();
    if (deletes && dice < 0.12) author.step(random);
    else if (dice < 0.6) author.edit(random, deletes);
    else if (dice < 0.75) author.select(random);
    else if (dice < 0.85) network.cut(`client-${author.name}`);
    else if (dice < 0.89) server.crash(1006);
    else if (dice < 0.92) network.isUp = !network.isUp;
    else if (dice < 0.95) stored.resumableFrom = stored.log.length;
    else if (dice < 0.97) author.reopen();
    else network.news(`client-${author.name}`, random.pick(["online", "offline", "visible"]));
    if (deletes || refusals || (docType === "json0" && stored.resumableFrom > 0)) continue;
    const there = shown(stored.snapshot as S);
    for (const { document, typed } of authors) {
      if (document.status.name === "saved") assert.ok(typed.every((unique) => there.includes(unique)), "not everything is saved that is said to be");
    }
  }

  server.fault = () => undefined;
  network.isUp = true;
  clock.runUntil(clock.now + QUIET_MS);

  const { snapshot, log, readers } = stored;
  const text = shown(snapshot as S);
  for (const author of authors) {
    assert.deepEqual(author.document.status, { name: "saved" }, `${author.name} is not done`);
    assert.equal(shown(author.snapshot), text, `${author.name} shows another document`);
    assert.equal(author.document.revision, log.length);
    for (const other of author.document.participants) {
      const known = authors.find(({ name }) => name === other.state["name"]);
      assert.deepEqual(other.selection, known?.selection, `${author.name} sees ${String(other.state["name"])} elsewhere`);
    }
    assert.equal(author.document.participants.length, authors.length - 1, `${author.name} does not see everybody`);
  }
  assert.equal(readers.size, authors.length);
  assert.equal(new Set(log.map(({ client, seq }) => `${client} ${seq}`)).size, log.length, "an operation is in the log twice");
  if (deletes || refusals || (docType === "json0" && stored.resumableFrom > 0)) return;
  for (const author of authors) {
    for (const mark of author.uncertain) assert.ok(text.split(mark).length <= 2, `typed once, but there more often, by=${author.name} character=${mark.codePointAt(0)}`);
    for (const unique of author.typed) assert.equal(text.split(unique).length - 1, 1, `typed once, but not there once, by=${author.name} character=${unique.codePointAt(0)}`);
  }
}

for (const hand of HANDS) {
  for (const [lookMs, how] of [[0, "at once"], [INTAKE_MS, "one by one"]] as const) {
    test(`everybody ends with the same ${hand.type.name} document, every edit in it once, in ${ONLY === undefined ? SCHEDULES : 1} schedules, what comes taken in ${how}`, () => {
      const seeds = ONLY === undefined ? Array.from({ length: SCHEDULES }, (_, index) => index + 1) : [Number(ONLY)];
      for (const seed of seeds) {
        try {
          runSchedule(hand, seed, lookMs);
        } catch (error) {
          console.error(`to see it again: STET_SEED=${seed} npm test -- simulation, type=${hand.type.name} lookMs=${lookMs}`);
          throw error;
        }
      }
    });
  }
}
