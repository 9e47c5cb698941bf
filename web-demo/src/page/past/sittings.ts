import type { Sitting } from "../../http/index.ts";
import { byId, make } from "../common/elements.ts";
import { redraw } from "../common/redraw.ts";
import type { Authors } from "./names.ts";
import { counted, dayOf, stretchOf } from "./times.ts";

/** So many are listed at first, and so many more each time; all are on the line. */
const LISTED = 100;
let listed = LISTED;

/** Lists more from now on. */
export function listMore(): void {
  listed += LISTED;
}

/** Whether there are sittings that are not listed. */
export function hasUnlisted(sittings: readonly Sitting[]): boolean {
  return sittings.length > listed;
}

/** Lists sittings by day, the newest first. @param go told of the revision at the end of one that is chosen */
export function listSittings(sittings: readonly Sitting[], authors: Authors, go: (revision: number) => void): void {
  const days: HTMLElement[] = [];
  let list: HTMLElement | undefined;
  let day = "";
  for (const sitting of sittings.slice(-listed).reverse()) {
    if (dayOf(sitting.begun) !== day || list === undefined) {
      day = dayOf(sitting.begun);
      list = make("ol", "day");
      days.push(make("h3", "", day), list);
    }
    const item = make("li", "");
    item.append(entry(sitting, authors, go));
    list.append(item);
  }
  redraw(byId("sittings"), days);
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
  button.dataset["key"] = String(sitting.first);
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
