import type { Sitting } from "../../http/index.ts";
import { byId, make } from "../common/elements.ts";
import type { Authors } from "./names.ts";
import { counted, dayOf, stretchOf } from "./times.ts";

/** More are not in the list; all are on the line. */
const MAX_LISTED = 100;

/** Lists sittings by day, the newest first. @param go told of the revision at the end of one that is chosen */
export function listSittings(sittings: readonly Sitting[], authors: Authors, go: (revision: number) => void): void {
  const days: HTMLElement[] = [];
  let list: HTMLElement | undefined;
  let day = "";
  for (const sitting of sittings.slice(-MAX_LISTED).reverse()) {
    if (dayOf(sitting.begun) !== day || list === undefined) {
      day = dayOf(sitting.begun);
      list = make("ol", "day");
      days.push(make("h3", "", day), list);
    }
    const item = make("li", "");
    item.append(entry(sitting, authors, go));
    list.append(item);
  }
  byId("sittings").replaceChildren(...days);
}

/** Shows which sitting is looked at. */
export function pointSitting(revision: number): void {
  for (const button of byId("sittings").querySelectorAll<HTMLElement>("button")) {
    const isCurrent = Number(button.dataset["first"]) <= revision && revision <= Number(button.dataset["last"]);
    if (isCurrent) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function entry(sitting: Sitting, authors: Authors, go: (revision: number) => void): HTMLElement {
  const ids = Object.keys(sitting.authors);
  const button = make("button", "sitting");
  button.type = "button";
  button.dataset["first"] = String(sitting.first);
  button.dataset["last"] = String(sitting.last);
  const dots = make("span", "dots");
  for (const id of ids.slice(0, 3)) {
    const dot = make("span", "dot");
    dot.style.backgroundColor = authors.of(id).color;
    dots.append(dot);
  }
  const words = make("span", "sitting-words");
  words.append(make("span", "sitting-who", authors.list(ids)), make("span", "sitting-when", `${stretchOf(sitting.begun, sitting.ended)} · ${counted(sitting.last - sitting.first + 1, "edit")}`));
  button.append(dots, words);
  button.addEventListener("click", () => go(sitting.last));
  return button;
}
