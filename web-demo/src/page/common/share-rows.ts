/** What the lists of the share dialog have in common. */
import { byId, make } from "./elements.ts";
import { redraw } from "./redraw.ts";
import { troubleOf, type Words } from "./words.ts";

const WORDS: Words = {
  unauthenticated: "You are not signed in any more: sign in, and try again.",
  forbidden: "Only an owner of the document may do this.",
  precondition_failed: "Somebody else changed this meanwhile: look again, and repeat what is still missing.",
};

/** Does what an owner asks for; the dialog says why where that is not done. */
export function carryOut(task: Promise<void>): void {
  byId("share-trouble").textContent = "";
  void task.catch((error: unknown) => (byId("share-trouble").textContent = troubleOf(error, WORDS).words));
}

/** Shows rows in a list; with none of them it says `none`. Whoever removed one with the keyboard goes on at the next. */
export function showRows(list: HTMLElement, rows: readonly HTMLElement[], none: string): void {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.findIndex((each) => each === document.activeElement);
  redraw(list, rows.length === 0 ? [make("li", "none", none)] : rows);
  if (at < 0 || list.contains(document.activeElement)) return;
  const left = [...list.querySelectorAll("button")];
  (left[Math.min(at, left.length - 1)] ?? byId("share-close")).focus();
}

/** Makes a row that says something, and can be taken away. @param key tells it from the others of its list */
export function actionRow(key: string, text: string, label: string, run: () => void): HTMLLIElement {
  const row = make("li", "row");
  const button = make("button", "link", label);
  button.type = "button";
  button.dataset["key"] = key;
  button.setAttribute("aria-label", `${label}: ${text}`);
  button.addEventListener("click", run);
  row.append(make("span", "row-text", text), button);
  return row;
}
