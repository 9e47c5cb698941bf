import type Quill from "quill/core.js";
import type { Delta } from "quill/core.js";
import { byId, say } from "../common/elements.ts";

/** What a link can lead to; anything else could run as a script. */
const ADDRESS = /^(https?:\/\/|mailto:|tel:)/i;

/** Returns what lets the user set or change the link of what is selected. */
export function offerLinks(quill: Quill): () => void {
  const dialog = byId<HTMLDialogElement>("link");
  const address = byId<HTMLInputElement>("link-address");
  const remove = byId("link-remove");
  let range = { index: 0, length: 0 };
  // others go on writing while the dialog is open
  quill.on("text-change", (change: Delta) => {
    const start = change.transformPosition(range.index);
    range = { index: start, length: Math.max(0, change.transformPosition(range.index + range.length, true) - start) };
  });

  const format = (value: string | false): void => {
    dialog.close();
    if (range.length === 0 || !quill.isEnabled()) {
      say("The words that were selected are gone, or cannot be changed any more.");
      return;
    }
    quill.setSelection(range.index, range.length, "silent");
    quill.formatText(range.index, range.length, "link", value, "user");
    quill.focus();
  };
  byId("link-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = address.value.trim();
    format(ADDRESS.test(typed) ? typed : `https://${typed}`);
  });
  // What is typed without a scheme is an address, too.
  address.addEventListener("change", () => {
    const typed = address.value.trim();
    if (typed !== "" && !typed.includes(":")) address.value = `https://${typed}`;
  });
  remove.addEventListener("click", () => format(false));
  byId("link-cancel").addEventListener("click", () => {
    dialog.close();
    quill.focus();
  });
  return () => {
    if (!quill.isEnabled()) return;
    const selected = quill.getSelection(true);
    const link = quill.getFormat(selected.index, selected.length)["link"];
    range = selected.length > 0 ? selected : extentOf(quill, selected.index, link);
    if (range.length === 0) {
      say("Select the words that are to be a link first.");
      return;
    }
    address.value = typeof link === "string" ? link : "";
    remove.hidden = typeof link !== "string";
    dialog.showModal();
    address.select();
  };
}

/** The whole link the caret is in; nothing if it is in none. */
function extentOf(quill: Quill, index: number, link: unknown): { index: number; length: number } {
  const isLink = (at: number): boolean => at >= 0 && at < quill.getLength() && quill.getFormat(at, 1)["link"] === link;
  if (link === undefined) return { index, length: 0 };
  let [start, end] = [index, index];
  while (isLink(start - 1)) start -= 1;
  while (isLink(end)) end += 1;
  return { index: start, length: end - start };
}
