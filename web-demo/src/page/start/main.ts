/** The start page: new documents and recent ones, and the way to the page of the document that the address names. */
import { HttpProblem } from "../../http/index.ts";
import { followAddress } from "../common/account.ts";
import { addressOf, documentInAddress, freshName, kindOf } from "../common/address.ts";
import { byId, say } from "../common/elements.ts";
import { attempt, overHttp } from "../common/server.ts";
import { offerThemes } from "../common/theme.ts";
import { LANGUAGES, PLAIN } from "../edit/languages.ts";
import { showRecent } from "./documents.ts";
import { offerOpening } from "./open.ts";
import { showUser } from "./user.ts";

/** What a user does with a link that leads somewhere. */
const USES = ["click", "auxclick", "contextmenu", "dragend"] as const;

const named = documentInAddress();
followAddress(named, () => location.reload());
offerThemes();
if (named === undefined) start();
else void pageOf(named).then((address) => location.replace(address));

function start(): void {
  offerNew();
  // Each is another document, also for whoever opens several in tabs of their own; and for a page that comes back from the browser's cache.
  for (const use of USES) byId("kinds").addEventListener(use, () => setTimeout(offerNew));
  offerOpening((id) => void pageOf(id).then((address) => location.assign(address)));
  attempt(showUser(showRecent), say);
  showRecent();
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    offerNew();
    showRecent();
  });
}

/** The address of the page of a document's type; of the editor if there is no such document yet, or nobody says. */
async function pageOf(id: string): Promise<string> {
  try {
    return addressOf(kindOf((await overHttp(id).about()).docType), id);
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return addressOf("edit", id);
  }
}

/** Gives each kind of new document a fresh name. They are links, so that they open in another tab as well. */
function offerNew(): void {
  byId<HTMLAnchorElement>("new-text").href = addressOf("edit", freshName());
  byId<HTMLAnchorElement>("new-rich").href = addressOf("rich", freshName());
  byId<HTMLAnchorElement>("new-board").href = addressOf("board", freshName());
  const code = addressOf("edit", freshName());
  const select = byId<HTMLSelectElement>("new-language");
  if (select.options.length === 0) select.replaceChildren(...LANGUAGES.filter((each) => each !== PLAIN).map(({ name, label }) => new Option(label, name)));
  const follow = (): void => {
    const address = new URL(code);
    address.searchParams.set("language", select.value);
    byId<HTMLAnchorElement>("new-code").href = address.href;
  };
  select.onchange = follow;
  follow();
}
