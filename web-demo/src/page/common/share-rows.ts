/** What the lists of the share dialog have in common. */
import { attempt, type Answer } from "./api.ts";
import { byId, make } from "./elements.ts";

/** Does what an owner asks for; the dialog says so where the server cannot be reached. */
export function carryOut(task: Promise<void>): void {
  attempt(task, (words) => (byId("share-trouble").textContent = words));
}

/** Makes a row that says something, and can be taken away. */
export function actionRow(text: string, label: string, run: () => void): HTMLLIElement {
  const row = make("li", "row");
  const button = make("button", "link", label);
  button.type = "button";
  button.setAttribute("aria-label", `${label}: ${text}`);
  button.addEventListener("click", run);
  row.append(make("span", "row-text", text), button);
  return row;
}

/** Whether the server refused; the dialog then says why. */
export function failed({ status, body }: Answer): boolean {
  const hasFailed = status >= 300;
  byId("share-trouble").textContent = hasFailed ? `${whyNot(status)} ${String(body["message"] ?? "")}`.trim() : "";
  return hasFailed;
}

function whyNot(status: number): string {
  switch (status) {
    case 401:
      return "You are not signed in any more: sign in, and try again.";
    case 403:
      return "Only an owner of the document may do this.";
    case 412:
      return "Somebody else changed this meanwhile: look again, and repeat what is still missing.";
    default:
      return "That was not possible:";
  }
}
