/** Pictures of the history page, and what axe says of each. */
import { after, before, test } from "node:test";
import { StetHttp, type Timeline } from "../../src/http/index.ts";
import { assertAccessible } from "./accessible.ts";
import { Bench } from "./bench.ts";
import { PastWindow } from "./past-window.ts";
import { picture } from "./pictures.ts";
import { DEADLINE_MS } from "./window.ts";

const DAY_MS = 86_400_000;
const PARAGRAPHS = [
  "Minutes of the third meeting\n\n",
  "The minutes of the last meeting were read, and it was agreed that they shall stand as they are. ",
  "Grace reported on the new press: it arrives in March, and the old one is given to the school.\n\n",
  "It was asked whether the margins could be wider. They could.\n\n",
  "A proof-reader who crosses a word out, and then thinks better of it, puts a row of dots under the word and writes “stet” in the margin. ",
  "What was struck out by mistake is restored in the same way.\n\n",
  "The next meeting is on the first Monday after the fair. 🖊️\n",
];

// The stand-in has no HTTP API.
const skip = process.env["STET_LAUNCHER"] === undefined;
const bench = new Bench();
before(async () => {
  if (!skip) await bench.start();
});
after(() => bench.stop());

/** Days between the sittings of a history that was made just now, and three authors of what one guest wrote. */
async function pretend(page: PastWindow): Promise<void> {
  const people = ["ada", "grace", "edsger"];
  const author = (revision: number): string => people[revision % 3] as string;
  const time = (revision: number): string => new Date(Date.now() - (8 - revision) * DAY_MS * 0.6).toISOString();
  await page.window.page.route(/\/timeline/, async (route) => {
    const timeline = (await (await route.fetch()).json()) as Timeline;
    const sittings = Array.from({ length: timeline.to - timeline.from + 1 }, (_, index) => index + timeline.from).map((revision) => ({
      first: revision,
      last: revision,
      begun: time(revision),
      ended: new Date(Date.parse(time(revision)) + 1_500_000).toISOString(),
      authors: revision === 5 ? { ada: 1, grace: 2 } : { [author(revision)]: 1 },
    }));
    await route.fulfill({ json: { ...timeline, sittings } });
  });
  await page.window.page.route(/\/(blame|diff)/, async (route) => {
    const answer = (await (await route.fetch()).text()).replaceAll(/"author":"guest","revision":(\d+),"time":"[^"]*"/g, (_, revision: string) => `"author":"${author(Number(revision))}","revision":${revision},"time":"${time(Number(revision))}"`);
    await route.fulfill({ body: answer, contentType: "application/json" });
  });
}

async function write(doc: string): Promise<void> {
  const http = new StetHttp(bench.origin);
  await http.create({ id: doc });
  let length = 0;
  for (const [index, text] of PARAGRAPHS.entries()) {
    await http.document(doc).edit(index, length === 0 ? [text] : [length, text]);
    length += text.length;
  }
  await http.document(doc).edit(7, [PARAGRAPHS.join("").indexOf("shall stand as"), { d: "shall".length }, "will, for now,"]);
  await http.document(doc).nameVersion("Draft for the board", { revision: 5 });
  await http.document(doc).nameVersion("As read aloud", { revision: 7 });
}

test("every state of the history", { skip }, async () => {
  await write("minutes");
  const page = await PastWindow.open(bench, "no%20name");
  const faults: unknown[] = [];
  const take = (state: string): Promise<void> =>
    picture(page.window, `9-past-${state}`, async ({ width, scheme }) => {
      await page.at("html").evaluate(() => scrollTo(0, 0));
      if (state === "below") await page.at("#sittings").scrollIntoViewIfNeeded();
      await assertAccessible(page.window.page, `history, ${state}, width=${width} scheme=${scheme}`).catch((fault: unknown) => faults.push(fault));
    });
  await page.banner();
  await take("wrong-link");
  await pretend(page);
  await page.window.page.goto(`${bench.origin}/past/?doc=minutes&at=6`);
  await page.shown(6);
  await take("then");
  await take("below");
  await page.at('.author:has-text("ada")').click();
  await take("one-author");
  await page.at('.author[aria-pressed="true"]').click();
  await page.at('.views label:has-text("Changes")').click();
  await page.at("#paper ins").first().waitFor({ timeout: DEADLINE_MS });
  await page.shown(6);
  await take("changes");
  await page.at("#restore").click();
  await page.at("#confirm[open]").waitFor();
  await take("restore");
  await page.at("#confirm-restore").click();
  await page.at('#banner-text:has-text("Restored")').waitFor({ timeout: DEADLINE_MS });
  await page.shown(9);
  await take("restored");
  await page.close();
  for (const fault of faults) throw fault;
});
