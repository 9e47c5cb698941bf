import { byId, make } from "../common/elements.ts";
import { redraw } from "../common/redraw.ts";
import type { Authors } from "./names.ts";

/**
 * Lists who wrote what is shown; whoever is chosen stands out in it.
 *
 * @param lengths how much each wrote of it, by the user's id
 */
export function showLegend(lengths: ReadonlyMap<string, number>, authors: Authors): void {
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const entries = [...lengths].sort(([, one], [, other]) => other - one);
  redraw(
    byId("legend"),
    entries.map(([id, length]) => {
      const { name, color } = authors.of(id);
      const item = make("li", "");
      const button = make("button", "author");
      button.type = "button";
      button.dataset["of"] = button.dataset["key"] = id;
      const dot = make("span", "dot");
      dot.style.backgroundColor = color;
      button.append(dot, make("span", "author-name", name), make("span", "share-of", share(length / total)));
      button.addEventListener("click", () => stress(id));
      item.append(button);
      return item;
    }),
  );
  restress();
}

/** Lets one author's parts stand out, or none's. */
function stress(id: string): void {
  const { dataset } = byId("paper");
  if (dataset["only"] === id) delete dataset["only"];
  else dataset["only"] = id;
  restress();
}

/** Whoever wrote nothing of what is shown cannot stand out in it. */
function restress(): void {
  const chosen = byId("paper").dataset["only"];
  const buttons = [...byId("legend").querySelectorAll<HTMLElement>("button")];
  const only = buttons.some((button) => button.dataset["of"] === chosen) ? chosen : undefined;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset["of"] === only));
  for (const part of byId("paper").querySelectorAll<HTMLElement>("[data-author]")) part.classList.toggle("shaded", only !== undefined && part.dataset["author"] !== only);
}

function share(of: number): string {
  return of > 0 && of < 0.01 ? "under 1 %" : `${Math.round(of * 100)} %`;
}
