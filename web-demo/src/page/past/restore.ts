import type { HttpDocument } from "../../http/index.ts";
import { byId } from "../common/elements.ts";
import { troubleOf } from "../common/words.ts";

/**
 * Asks whether a document is to be as it was, and makes it so.
 *
 * @param head the newest revision the user knows of: what others do after it stays
 * @param done told when it is so
 */
export function askToRestore(document: HttpDocument, revision: number, head: number, when: string, done: (revision: number) => void): void {
  const dialog = byId<HTMLDialogElement>("confirm");
  const button = byId<HTMLButtonElement>("confirm-restore");
  const key = crypto.randomUUID(); // asked again, it is done once
  byId("confirm-text").textContent = `The document becomes what it was ${when}.`;
  byId("confirm-trouble").textContent = "";
  button.disabled = false;
  button.onclick = async () => {
    button.disabled = true;
    byId("confirm-trouble").textContent = "";
    try {
      const restored = await document.restore({ revision }, { base: head, key });
      dialog.close();
      done(restored);
    } catch (error) {
      byId("confirm-trouble").textContent = troubleOf(error).words;
      button.disabled = false;
    }
  };
  byId("confirm-cancel").onclick = () => dialog.close();
  dialog.showModal();
}
