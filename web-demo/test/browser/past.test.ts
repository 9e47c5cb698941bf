/** The history page on the real server: moments, authors, changes, names, and going back while others write. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Route } from "playwright-core";
import { StetClient, type StetDocument } from "../../src/client/index.ts";
import { HttpProblem, StetHttp, type Timeline } from "../../src/http/index.ts";
import { NODE } from "../support/node.ts";
import { Bench } from "./bench.ts";
import { PastWindow } from "./past-window.ts";
import { agreement, DEADLINE_MS } from "./window.ts";

// The stand-in has no HTTP API.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench();
const clients: StetClient[] = [];
let http = new StetHttp("http://127.0.0.1");

before(async () => {
  if (skip) return;
  await bench.start();
  http = new StetHttp(bench.origin);
});
after(async () => {
  for (const client of clients) client.close();
  await bench.stop();
});

function past(doc: string, look = {}): Promise<PastWindow> {
  return PastWindow.open(bench, doc, look);
}

/** Somebody who writes, and stays. */
async function author(name: string, doc: string): Promise<StetDocument> {
  const client = new StetClient(bench.origin.replace("http", "ws") + "/ws", { environment: NODE });
  clients.push(client);
  const document = client.document(doc);
  document.announce({ name });
  await document.saved();
  return document;
}

/** Edits in turn, each one operation. */
async function inTurn(...edits: [StetDocument, Parameters<StetDocument["edit"]>[0]][]): Promise<void> {
  for (const [document, operation] of edits) {
    const revision = edits.map(([each]) => each.revision ?? 0).reduce((one, other) => Math.max(one, other));
    await untilRevision(document, revision);
    document.edit(operation);
    await document.saved();
  }
}

async function untilRevision(document: StetDocument, revision: number): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while ((document.revision ?? 0) < revision) {
    assert.ok(Date.now() < deadline, `the operations of others did not come, revision=${document.revision} wanted=${revision}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A text of three edits by two: `Let it all stand, please.` */
async function minutes(doc: string): Promise<[ada: StetDocument, grace: StetDocument]> {
  const [ada, grace] = [await author("Ada", doc), await author("Grace", doc)];
  await inTurn([ada, ["Let it stand.\n"]], [grace, [7, "all "]], [ada, [16, ", please"]]);
  return [ada, grace];
}

test("one walks back, edit by edit, and sees who wrote what", { skip }, async () => {
  await minutes("walk");
  const page = await (await past("walk")).state("ready");
  assert.equal(await page.shown(3), "Let it all stand, please.\n");
  await page.at(".author-name").first().waitFor();
  await page.at('#legend:has-text("Ada"):has-text("Grace")').waitFor({ timeout: DEADLINE_MS });
  await page.press("ArrowLeft");
  assert.equal(await page.shown(2), "Let it all stand.\n");
  await page.at('#legend:has-text("Ada"):has-text("Grace")').waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await page.parts(), ["Ada: Let it ", "Grace: all ", "Ada: stand.\n"]);
  await page.press("ArrowLeft");
  assert.equal(await page.shown(1), "Let it stand.\n");
  await page.press("Home");
  assert.equal(await page.shown(0), "");
  assert.match((await page.at("#slider").getAttribute("aria-valuetext")) ?? "", /^Before the first edit, edit 0 of 3$/);
  await page.press("PageUp");
  await page.shown(3);
  assert.match(page.window.page.url(), /\?doc=walk$/);
  await page.at("#earlier").click();
  await page.shown(0);
  await page.close();
  const linked = await past("walk", { moment: 2 });
  assert.equal(await linked.shown(2), "Let it all stand.\n");
  await linked.close();
});

test("a name that is heard after the document is shown is put on what is shown", { skip }, async () => {
  const writer = await author("", "late-name");
  await inTurn([writer, ["Let it stand.\n"]]);
  const page = await past("late-name");
  await page.shown(1);
  await page.at('.author:has-text("Guest")').waitFor({ timeout: DEADLINE_MS });
  writer.announce({ name: "Grace" });
  await page.at('.author:has-text("Grace")').waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await page.parts(), ["Grace: Let it stand.\n"]);
  await page.close();
});

test("whoever is chosen in the legend stands out", { skip }, async () => {
  await minutes("legend");
  const page = await past("legend");
  await page.shown(3);
  await page.at('.author:has-text("Grace")').click();
  assert.equal(await page.at("#paper [data-author].shaded").count(), 2);
  assert.equal(await page.at("#paper [data-author].shaded").first().evaluate((part) => getComputedStyle(part).display), "inline", "the lines stay as they are");
  await page.press("ArrowLeft");
  await page.shown(2);
  assert.equal(await page.at("#paper [data-author].shaded").count(), 2);
  await page.press("ArrowLeft");
  await page.shown(1);
  assert.equal(await page.at("#paper [data-author].shaded").count(), 0, "whoever wrote nothing of it does not put the others in the shade");
  await page.press("ArrowRight");
  await page.shown(2);
  await page.at('.author[aria-pressed="true"]').click();
  assert.equal(await page.at("#paper [data-author].shaded").count(), 0);
  await page.close();
});

test("what changed between two moments is shown with who did it", { skip }, async () => {
  const [ada, grace] = await minutes("changes");
  await inTurn([grace, [{ d: "Let" }, "May"]], [ada, [4, { d: "it " }]]);
  const page = await past("changes", { moment: 1 });
  await page.shown(1);
  await page.at('.views label:has-text("Changes")').click();
  await page.at("#paper ins").first().waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await page.at("#paper ins, #paper del").evaluateAll((marks) => marks.map((mark) => `${mark.tagName} ${mark.textContent}`).sort()), ["DEL Let", "DEL it ", "INS , please", "INS May", "INS all "]);
  await page.at('#legend:has-text("Grace")').waitFor({ timeout: DEADLINE_MS });
  assert.match((await page.at("#paper del").first().getAttribute("title")) ?? "", /^Taken away by Grace, Today/);
  await page.press("End");
  await page.at('#legend-hint:has-text("Nothing changed")').waitFor({ timeout: DEADLINE_MS });
  assert.equal(await page.at("#paper ins, #paper del").count(), 0);
  await page.at("#against").selectOption({ label: "the very beginning" });
  await page.at("#paper ins").first().waitFor({ timeout: DEADLINE_MS });
  assert.equal(await page.at("#paper").textContent(), "May all stand, please.\n");
  await page.close();
});

test("a moment is named, found again, and unnamed", { skip }, async () => {
  await minutes("named");
  const page = await past("named", { moment: 1 });
  await page.shown(1);
  await page.at("#version-name").fill("First draft");
  await page.at("#version-name").press("Enter");
  await page.at('.version:has-text("First draft")[aria-current="true"]').waitFor({ timeout: DEADLINE_MS });
  assert.equal(await page.at(".flag").count(), 1);
  await page.press("End");
  await page.shown(3);
  await page.at("#version-name").fill("First draft");
  await page.at('#name-form button').click();
  await page.at('#name-trouble:has-text("Another moment has this name already")').waitFor({ timeout: DEADLINE_MS });
  await page.at("#version-name").fill("50 % of 1/2");
  await page.at('#name-form button').click();
  await page.at('[aria-label="Remove the name 50 % of 1/2"]').click();
  await page.at('.version:has-text("50 % of 1/2")').waitFor({ state: "detached", timeout: DEADLINE_MS });
  await page.at('.version:has-text("First draft")').click();
  assert.equal(await page.shown(1), "Let it stand.\n");
  await page.at('[aria-label="Remove the name First draft"]').click();
  await page.at("#no-versions").waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await http.document("named").versions(), []);
  await page.close();
});

test("a moment is restored while somebody writes: they get it, and what they type meanwhile stays", { skip }, async () => {
  await minutes("restored");
  const ada = await bench.open("restored", { name: "Ada" });
  await ada.saved();
  const page = await past("restored", { moment: 1, name: "Grace" });
  await page.shown(1);
  await page.at("#restore").click();
  await page.at("#confirm[open]").waitFor();
  await ada.focus();
  await ada.press("Control+End");
  const typing = ada.type("And so it does.", 20);
  await page.at("#confirm-restore").click();
  await page.at('#banner-text:has-text("Restored")').waitFor({ timeout: DEADLINE_MS });
  await typing;
  await ada.untilText("Let it stand.\nAnd so it does.");
  await agreement(ada);
  assert.equal(await bench.stored("restored"), "Let it stand.\nAnd so it does.");
  const { revision } = await http.document("restored").about();
  assert.equal(await page.shown(revision), "Let it stand.\nAnd so it does.", "the page follows the document");
  await ada.close();
  await page.close();
});

test("a history of thousands of edits is walked through without reading them all", { skip }, async () => {
  const count = 2_000;
  await http.create({ id: "long" });
  const long = http.document("long");
  for (let done = 0; done < count; done += 100) await Promise.all(Array.from({ length: 100 }, (_, index) => patiently(() => long.edit(done, [`${done + index} `]))));
  const page = await past("long");
  const asked: string[] = [];
  await page.shown(count);
  page.window.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.press(...Array<string>(150).fill("ArrowLeft"));
  const text = await page.shown(count - 150);
  assert.equal(text, (await long.read({ revision: count - 150 })).content);
  const contents = asked.filter((path) => path.endsWith("/long")).length;
  assert.ok(contents >= 1 && contents < 75, `one moment after the other was fetched, requests=${contents}`);
  assert.ok(!asked.some((path) => path.endsWith("/operations")));
  const line = await page.at("#stretches").boundingBox();
  assert.ok(line !== null);
  await page.window.page.mouse.click(line.x + line.width / 2, line.y + line.height / 2);
  await page.at(`#slider:not([aria-valuenow="${count - 150}"])`).waitFor();
  const middle = Number(await page.at("#slider").getAttribute("aria-valuenow"));
  assert.ok(Math.abs(middle - count / 2) < count / 20, `middle=${middle}`);
  assert.equal(await page.shown(middle), (await long.read({ revision: middle })).content);
  await page.close();
});

/** Does again what the server asks to do later. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HttpProblem) || error.retryAfterMs === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs));
    }
  }
}

/** Has the page know, of three edits, the last at first, and what was before as the route lets it. */
async function knowingOne(page: PastWindow, before: (route: Route) => Promise<void>): Promise<void> {
  await page.at("html").page().route(/\/timeline/, async (route) => {
    if (new URL(route.request().url()).searchParams.has("to")) return before(route);
    const timeline = (await (await route.fetch()).json()) as Timeline;
    const [sitting] = timeline.sittings;
    await route.fulfill({ json: { ...timeline, from: 3, sittings: [{ ...sitting, first: 3 }] } });
  });
}

test("a moment that lies further back is read once, and what keeps it from being read is told", { skip }, async () => {
  await minutes("far");
  await http.document("far").nameVersion("First", { revision: 1 });
  const page = await past("no%20name");
  let asked = 0;
  let isCut = true;
  await knowingOne(page, (route) => {
    asked += 1;
    return isCut ? route.abort() : route.continue();
  });
  await page.window.page.goto(`${bench.origin}/past/?doc=far`);
  await page.shown(3);
  await page.at('.version:has-text("First")').click();
  assert.match(await page.banner(), /cannot be reached/);
  await page.window.settled();
  assert.equal(asked, 1, "it is not asked for again and again");
  isCut = false;
  await page.at("#banner-actions button").click();
  assert.equal(await page.shown(1), "Let it stand.\n");
  await page.window.page.goto(`${bench.origin}/past/?doc=far&at=2`);
  assert.equal(await page.shown(2), "Let it all stand.\n", "a link leads as far back");
  await page.close();
});

test("of many stretches of work the list shows more when it is asked to", { skip }, async () => {
  await minutes("many");
  const page = await past("no%20name");
  const sitting = (revision: number) => ({ first: revision, last: revision, begun: "2026-11-21T12:00:00Z", ended: "2026-11-21T12:10:00Z", authors: { ada: 1 } });
  await page.window.page.route(/\/timeline/, (route) => route.fulfill({ json: { from: 1, to: 150, sittings: Array.from({ length: 150 }, (_, index) => sitting(index + 1)) } }));
  await page.window.page.goto(`${bench.origin}/past/?doc=many`);
  await page.state("ready");
  assert.equal(await page.at("#sittings button").count(), 100);
  await page.at("#more").click();
  await page.at("#more").waitFor({ state: "hidden" });
  assert.equal(await page.at("#sittings button").count(), 150);
  await page.close();
});

test("rich text is rendered, and JSON is a tree, each with who wrote what", { skip }, async () => {
  const delta = [{ insert: "Plan" }, { insert: "\n", attributes: { header: 1 } }, { insert: "bold", attributes: { bold: true } }, { insert: " and " }, { insert: "linked", attributes: { link: "javascript:alert(1)" } }, { insert: "\n" }, { insert: "one" }, { insert: "\n", attributes: { list: "ordered" } }, { insert: "two" }, { insert: "\n", attributes: { list: "ordered" } }];
  await http.create({ id: "rendered-letter", docType: "rich-text", content: delta });
  await http.document("rendered-letter").edit(1, [{ retain: 5 }, { retain: 4, attributes: { bold: null } }, { insert: "er" }]);
  const letter = await past("rendered-letter", { moment: 1 });
  assert.equal(await letter.shown(1), "Planbold and linkedonetwo");
  assert.deepEqual(await letter.at("#paper [role=heading], #paper strong, #paper li").allTextContents(), ["Plan", "bold", "one", "two"]);
  assert.equal(await letter.at("#paper a").count(), 0, "a link that runs a script is none");
  await letter.at('.views label:has-text("Changes")').click();
  await letter.at("#paper ins").waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await letter.at("#paper ins, #paper .formatted").allTextContents(), ["bold", "er"]);
  await letter.close();

  await http.create({ id: "rendered-board", docType: "json0", content: { title: "Plan", cards: [{ done: false }, "two"] } });
  await http.document("rendered-board").edit(1, [{ p: ["cards", 1], ld: "two" }, { p: ["when"], oi: "soon" }]);
  const board = await past("rendered-board", { moment: 1 });
  await board.shown(1);
  assert.deepEqual(await board.at("#paper .key").allTextContents(), ['"cards"', '"done"', '"title"']);
  assert.ok((await board.parts()).includes("Guest over HTTP: Plan"));
  await board.at('.views label:has-text("Changes")').click();
  await board.at("#paper ins").first().waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await board.at("#paper ins").allTextContents(), ["soon"]);
  assert.deepEqual(await board.at("#paper .removed-values li").allTextContents(), ["cards › 1two"]);
  await board.close();
});

test("places of a text by code points are where they are", { skip }, async () => {
  await http.create({ id: "points", docType: "text-unicode", content: "😀😁 ok" });
  await http.document("points").edit(1, [1, { d: 1 }, "🖊"]);
  const page = await past("points", { moment: 1 });
  assert.equal(await page.shown(1), "😀😁 ok");
  await page.at('.views label:has-text("Changes")').click();
  await page.at("#paper ins").waitFor({ timeout: DEADLINE_MS });
  assert.deepEqual(await page.at("#paper ins, #paper del").evaluateAll((marks) => marks.map((mark) => `${mark.tagName} ${mark.textContent}`).sort()), ["DEL 😁", "INS 🖊"]);
  await page.close();
});

test("whoever wrote in this browser is called by the name they had", { skip }, async () => {
  const window = await bench.open("remembered", { name: "Ada Lovelace" });
  await window.saved();
  await window.type("Let it stand.");
  await window.saved();
  await window.page.locator("#past").click();
  const page = new PastWindow(window);
  await page.at('#legend:has-text("Ada Lovelace")').waitFor({ timeout: DEADLINE_MS });
  await page.at("#back").click();
  await window.untilText("Let it stand.");
  await page.close();
});

test("the page follows a document that is empty at first", { skip }, async () => {
  await http.create({ id: "empty" });
  const page = await (await past("empty")).state("empty");
  assert.match((await page.at("#empty").textContent()) ?? "", /^Nothing has been written yet/);
  await http.document("empty").edit(0, ["Now there is."]);
  await page.state("ready");
  assert.equal(await page.shown(1), "Now there is.");
  await page.close();
});

test("what cannot be shown is said in words, and a deleted document can be taken back", { skip }, async () => {
  const none = await (await past("nothing-here")).state("failed");
  assert.match(await none.banner(), /^There is no such document/);
  await none.close();
  const wrong = await past("a/b");
  assert.match(await wrong.banner(), /does not name a document/);
  await wrong.close();
  await http.create({ id: "gone", content: "Let it stand.\n" });
  await http.document("gone").delete();
  const gone = await past("gone");
  assert.match(await gone.banner(), /was deleted/);
  await gone.at("#banner-actions button").click();
  assert.equal(await gone.shown(1), "Let it stand.\n");
  await gone.close();
});

test("while the server is away the page says so, and goes on when it is back", { skip }, async () => {
  await minutes("away");
  const page = await past("away");
  await page.shown(3);
  bench.network.cut();
  await page.press("ArrowLeft");
  assert.match(await page.banner(), /cannot be reached/);
  bench.network.mend();
  await page.at("#banner-actions button").first().click();
  assert.equal(await page.shown(2), "Let it all stand.\n");
  assert.ok(await page.at("#banner").isHidden());
  await page.close();
});
