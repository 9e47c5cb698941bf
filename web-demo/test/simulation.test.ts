import assert from "node:assert/strict";
import { test } from "node:test";
import { StetClient } from "../src/client/client.ts";
import type { StetDocument } from "../src/client/document.ts";
import type { Editor, EditorLink } from "../src/client/editor.ts";
import type { Selection, TextOperation } from "../src/client/operation.ts";
import { apply, splitsPair, transformSelection, withDeletedText } from "../src/client/text.ts";
import { ModelServer } from "./support/model-server.ts";
import { Random } from "./support/random.ts";
import { VirtualClock, VirtualNetwork } from "./support/simulation.ts";

/** `STET_SEED=N` runs that schedule alone; `STET_SCHEDULES=N` runs as many. */
const SCHEDULES = Number(process.env["STET_SCHEDULES"] ?? 2_000);
const ONLY = process.env["STET_SEED"];
const QUIET_MS = 90_000;
/** The first of the characters that are each typed once: outside the BMP, so each is a surrogate pair. */
const FIRST_UNIQUE = 0xf0000;

/** Somebody at an editor. */
class Author implements Editor {
  text = "";
  selection: Selection = { anchor: 0, head: 0 };
  /** What was typed and is expected in the log, in schedules that delete nothing. */
  readonly typed: string[] = [];
  #edits = 0;
  readonly document: StetDocument;
  readonly #link: EditorLink;

  constructor(
    readonly name: string,
    readonly client: StetClient,
  ) {
    this.document = client.document("sim");
    this.#link = this.document.attach(this);
    this.document.announce({ name });
    this.#link.selected(this.selection);
  }

  read(): string {
    return this.text;
  }

  reset(text: string): void {
    this.text = text;
    this.selection = { anchor: 0, head: 0 };
  }

  show(operation: TextOperation): void {
    this.text = apply(this.text, operation);
    this.selection = transformSelection(this.selection, operation);
  }

  /** Types, and sometimes deletes, at random. */
  edit(random: Random, deletes: boolean): void {
    if (!this.document.isEditable) return;
    const at = this.#place(random);
    const until = deletes && random.chance(0.5) ? Math.max(at, this.#place(random)) : at;
    const unique = String.fromCodePoint(FIRST_UNIQUE + this.name.charCodeAt(0) * 256 + this.#edits++);
    const word = until > at && random.chance(0.5) ? "" : random.pick(["", "ab", "\r\n", "\n"]) + unique;
    this.typed.push(unique);
    const operation = withDeletedText([...(at > 0 ? [at] : []), ...(word === "" ? [] : [word]), ...(until > at ? [{ d: until - at }] : [])], this.text);
    this.text = apply(this.text, operation);
    this.selection = { anchor: at + word.length, head: at + word.length };
    this.#link.edited(operation, this.selection);
  }

  select(random: Random): void {
    this.selection = { anchor: this.#place(random), head: this.#place(random) };
    this.#link.selected(this.selection);
  }

  #place(random: Random): number {
    const place = random.below(this.text.length + 1);
    return splitsPair(this.text, place) ? place - 1 : place;
  }
}

function runSchedule(seed: number): void {
  const random = new Random(seed);
  const clock = new VirtualClock();
  const server = new ModelServer();
  const network = new VirtualNetwork(clock, random, server, random.pick([5, 60, 400]));
  const names = ["a", "b", "c", "d"].slice(0, 2 + random.below(3));
  const authors = names.map((name) => new Author(name, new StetClient("ws://sim/ws", { client: `client-${name}`, environment: network.environment(`client-${name}`) })));
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
    if (dice < 0.6) author.edit(random, deletes);
    else if (dice < 0.75) author.select(random);
    else if (dice < 0.85) network.cut(`client-${author.name}`);
    else if (dice < 0.89) server.crash(1006);
    else if (dice < 0.92) network.isUp = !network.isUp;
    else if (dice < 0.96) server.document("sim").resumableFrom = server.document("sim").log.length;
    else network.news(`client-${author.name}`, random.pick(["online", "offline", "visible"]));
  }

  server.fault = () => undefined;
  network.isUp = true;
  clock.runUntil(clock.now + QUIET_MS);

  const { text, log, readers } = server.document("sim");
  for (const author of authors) {
    assert.deepEqual(author.document.status, { name: "saved" }, `${author.name} is not done`);
    assert.equal(author.text, text, `${author.name} shows another text`);
    assert.equal(author.document.revision, log.length);
    for (const other of author.document.participants) {
      const known = authors.find(({ name }) => name === other.state["name"]);
      assert.deepEqual(other.selection, known?.selection, `${author.name} sees ${String(other.state["name"])} elsewhere`);
    }
    assert.equal(author.document.participants.length, authors.length - 1, `${author.name} does not see everybody`);
  }
  assert.equal(readers.size, authors.length);
  assert.equal(new Set(log.map(({ client, seq }) => `${client} ${seq}`)).size, log.length, "an operation is in the log twice");
  if (deletes || refusals) return;
  for (const author of authors) {
    for (const unique of author.typed) assert.equal(text.split(unique).length - 1, 1, `typed once, but not there once, by=${author.name} character=${unique.codePointAt(0)}`);
  }
}

test(`everybody ends with the same text, every edit in it once, in ${ONLY === undefined ? SCHEDULES : 1} schedules`, () => {
  const seeds = ONLY === undefined ? Array.from({ length: SCHEDULES }, (_, index) => index + 1) : [Number(ONLY)];
  for (const seed of seeds) {
    try {
      runSchedule(seed);
    } catch (error) {
      console.error(`to see it again: STET_SEED=${seed} npm test -- simulation`);
      throw error;
    }
  }
});
