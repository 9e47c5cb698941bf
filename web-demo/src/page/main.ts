/** The page: one document, named by the address, in an editor. */
import { StetClient } from "../client/index.ts";
import { makeEditor } from "./editor.ts";
import { byId } from "./elements.ts";
import { showPeople } from "./people.ts";
import { documentInAddress, endpoint, titleOf } from "./place.ts";
import { offerSharing } from "./share.ts";
import { showStatus } from "./status.ts";
import { badAddress, watchTrouble } from "./trouble.ts";

const doc = documentInAddress();
if (doc === undefined) badAddress();
else open(doc);

function open(id: string): void {
  const title = titleOf(id);
  document.title = `${title} – Stet`;
  byId("title").textContent = title;

  const client = new StetClient(endpoint());
  const stet = client.document(id);
  const editor = makeEditor(byId("editor"), stet);
  showStatus(client, stet);
  showPeople(stet);
  watchTrouble(stet);
  offerSharing();

  const opened = stet.on("status", (status) => {
    if (status.name === "opening") return;
    opened();
    // Only after everybody heard of it is the editor editable. On a touch screen the focus would bring up the keyboard.
    if (matchMedia("(pointer: fine)").matches) queueMicrotask(() => editor.focus());
  });
  window.addEventListener("beforeunload", (event) => {
    if (Number(document.documentElement.dataset["unacknowledged"]) > 0) event.preventDefault();
  });
}
