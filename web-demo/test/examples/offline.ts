import { StetClient, type StetDocument } from "stet-client";
import { deviceShelf } from "stet-client/offline";

/** Opens a document whose edits outlive the tab; asks before one is left whose edits do not. */
export function openKept(url: string, user: string, id: string): StetDocument {
  const client = new StetClient(url, { shelf: deviceShelf(`${url} ${user}`) });
  const notes = client.document(id);
  window.addEventListener("beforeunload", (event) => {
    if (!notes.isKept) event.preventDefault();
  });
  return notes;
}
