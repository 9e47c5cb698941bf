/** The start page: new documents and recent ones, and the way to the page of the document that the address names. */
import { takeFromAddress } from "../common/account.ts";
import { addressOf, documentInAddress, freshName, kindOf } from "../common/address.ts";
import { askAbout, attempt } from "../common/api.ts";
import { byId, say } from "../common/elements.ts";
import { offerThemes } from "../common/theme.ts";
import { LANGUAGES, PLAIN } from "../edit/languages.ts";
import { showRecent } from "./documents.ts";
import { offerOpening } from "./open.ts";
import { showUser } from "./user.ts";

const named = documentInAddress();
takeFromAddress(named);
offerThemes();
if (named === undefined) start();
else void goTo(named);

function start(): void {
  offerNew();
  offerOpening((id) => void goTo(id));
  attempt(showUser(), say);
  showRecent();
  // a page that comes back from the browser's cache has offered its names already
  window.addEventListener("pageshow", () => {
    offerNew();
    showRecent();
  });
}

/** Goes to the page of a document's type; to the editor if it does not exist yet, or nobody says. */
async function goTo(id: string): Promise<void> {
  const type = await askAbout(id).then(
    ({ docType }) => docType,
    (error: unknown) => {
      console.info("stet: the server does not say what the document is", error);
      return "";
    },
  );
  location.assign(addressOf(kindOf(type), id));
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
