/** The page of a text: one document, named by the address, in an editor. */
import { StetClient, type TextOperation } from "../../client/index.ts";
import { documentInAddress, endpoint, titleOf } from "../common/address.ts";
import { byId } from "../common/elements.ts";
import { showPeople } from "../common/people.ts";
import { offerSharing } from "../common/share.ts";
import { showStatus } from "../common/status.ts";
import { badAddress, watchTrouble } from "../common/trouble.ts";
import { makeEditor } from "./editor.ts";

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
  watchTrouble(stet, insertedText);
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

function insertedText(operation: TextOperation): string {
  return operation.filter((component) => typeof component === "string").join("\n");
}
