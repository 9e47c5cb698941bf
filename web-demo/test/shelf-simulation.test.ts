import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../src/ottypes/index.ts";
import { fingerprint } from "../src/ottypes/json.ts";
import { Author } from "./support/author.ts";
import { HANDS, type Hand } from "./support/hands.ts";
import { Device } from "./support/memory-shelf.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";
import { Tab } from "./support/tab.ts";

/** `STET_SEED=N` runs that schedule alone; `STET_SCHEDULES=N` runs as many for each type. */
const SCHEDULES = Number(process.env["STET_SCHEDULES"] ?? 100);
const ONLY = process.env["STET_SEED"];
const QUIET_MS = 90_000;
const FIRST_NAME = "a".charCodeAt(0);

/** Somebody at a document in a tab of a device. */
interface Seat<S, O> {
  /** Whether the page is left, and may come back. */
  isLeft: boolean;
  readonly tab: Tab;
  readonly device: Device;
  readonly author: Author<S, O>;
}

/** Two devices on which tabs are opened, and closed at any moment. */
async function runSchedule<S, O>(hand: Hand<S, O>, seed: number): Promise<void> {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const server = new ModelServer();
  const { name: docType } = hand.type;
  const stored = server.document("sim", docType);
  if (hand.initial !== undefined) stored.append({ op: hand.type.encode(hand.type.check(hand.initial, hand.type.empty)), client: "first", seq: 1, author: "first" });
  const network = new VirtualNetwork(clock, random, server, random.pick([5, 60, 400]));
  const devices = [0, 1].map(() => new Device(clock, random, random.pick([2, 40, 300])));
  for (const device of devices) device.maxClaimMs = random.pick([0, 0, 20, 2_000]);
  let seats: Seat<S, O>[] = [];
  let names = 0;
  /** What was typed and must be in the document at the end. */
  const sure = new Set<string>();
  const typed: string[] = [];

  const open = (device: Device): void => {
    const name = String.fromCharCode(FIRST_NAME + names++);
    const tab = new Tab(name, network, device);
    seats.push({ isLeft: false, tab, device, author: new Author(name, tab.client, hand, "sim") });
  };
  const note = (): void => {
    for (const { author } of seats) if (author.document.isKept) for (const mark of author.typed) sure.add(mark);
  };
  const close = (seat: Seat<S, O>): void => {
    note();
    typed.push(...seat.author.typed);
    seat.tab.end();
    seats = seats.filter((each) => each !== seat);
  };

  const leave = (seat: Seat<S, O>): void => {
    note();
    seat.isLeft = true;
    seat.tab.leave();
  };
  const comeBack = (seat: Seat<S, O>): void => {
    seat.isLeft = false;
    seat.tab.comeBack();
  };
  /** A page whose work another one goes on with is loaded again. */
  const load = (): void => {
    for (const seat of seats.filter(({ author }) => author.document.status.name === "failed")) {
      close(seat);
      open(seat.device);
    }
  };

  for (const device of devices) open(device);
  const steps = 20 + random.below(30);
  for (let step = 0; step < steps; step++) {
    await clock.pass(random.below(random.chance(0.1) ? 3_000 : 150));
    note();
    load();
    const seat = seats.length === 0 ? undefined : random.pick(seats);
    const dice = random.next();
    if (seat?.isLeft === true && dice < 0.7) comeBack(seat);
    else if (dice < 0.55) seat?.isLeft === false && seat.author.edit(random, false);
    else if (dice < 0.62 && seat !== undefined) leave(seat);
    else if (dice < 0.72 && seat !== undefined) close(seat);
    else if (dice < 0.86 && seats.length < 5) open(random.pick(devices));
    else if (dice < 0.9 && seat !== undefined) network.cut(seat.tab.name);
    else if (dice < 0.94) server.crash(1006);
    else network.isUp = !network.isUp;
  }
  network.isUp = true;
  for (const seat of seats.filter(({ isLeft }) => isLeft)) comeBack(seat);
  await clock.pass(QUIET_MS);
  load();
  for (const device of devices) open(device);
  await clock.pass(QUIET_MS);
  note();

  const shown = (content: S): string => fingerprint(hand.type.encodeSnapshot(content) as Json);
  const text = shown(stored.snapshot as S);
  for (const { author } of seats) {
    assert.deepEqual(author.document.status, { name: "saved" }, `${author.name} is not done`);
    assert.equal(shown(author.snapshot), text, `${author.name} shows another document`);
    typed.push(...author.typed);
  }
  for (const mark of typed) {
    const times = text.split(mark).length - 1;
    assert.ok(times === 1 || (times === 0 && !sure.has(mark)), `a mark is there ${times} times, code=${mark.codePointAt(0)} sure=${sure.has(mark)}`);
  }
  assert.equal(new Set(stored.log.map(({ client, seq }) => `${client} ${seq}`)).size, stored.log.length, "an operation is in the log twice");
  for (const device of devices) {
    const left = [...device.records.values()].filter(({ kept }) => kept.inFlight !== undefined || kept.buffer !== undefined);
    assert.deepEqual(left, [], "work is left on a device");
  }
}

for (const hand of HANDS) {
  test(`tabs are closed at any moment, and nothing kept is lost or doubled: ${hand.type.name}, ${ONLY === undefined ? SCHEDULES : 1} schedules`, async () => {
    const seeds = ONLY === undefined ? Array.from({ length: SCHEDULES }, (_, index) => index + 1) : [Number(ONLY)];
    for (const seed of seeds) {
      try {
        await runSchedule(hand, seed);
      } catch (error) {
        console.error(`to see it again: STET_SEED=${seed} npm test -- shelf-simulation, type=${hand.type.name}`);
        throw error;
      }
    }
  });
}
