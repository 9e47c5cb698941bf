import type { Version } from "../../http/index.ts";
import { byId, make } from "../common/elements.ts";
import { redraw } from "../common/redraw.ts";
import { dayOf, hourOf } from "./times.ts";

/** What can be done with named versions. */
export interface VersionActions {
  go(revision: number): void;
  remove(version: Version): void;
}

/** Lists the named versions, the newest moment first. */
export function listVersions(versions: readonly Version[], mayEdit: boolean, actions: VersionActions): void {
  redraw(byId("versions"), [...versions].reverse().map((version) => entry(version, mayEdit, actions)));
  byId("no-versions").hidden = versions.length > 0;
}

/** Shows which of them is looked at. */
export function pointVersion(revision: number): void {
  for (const button of byId("versions").querySelectorAll<HTMLElement>("button.version")) {
    if (Number(button.dataset["revision"]) === revision) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function entry(version: Version, mayEdit: boolean, { go, remove }: VersionActions): HTMLElement {
  const item = make("li", "");
  const button = make("button", "version");
  button.type = "button";
  button.dataset["key"] = version.name;
  button.dataset["revision"] = String(version.revision);
  const words = make("span", "version-words");
  words.append(make("span", "version-name", version.name), make("span", "version-when", `named ${dayOf(version.created)} ${hourOf(version.created)} · edit ${version.revision.toLocaleString()}`));
  button.append(words);
  button.addEventListener("click", () => go(version.revision));
  item.append(button);
  if (!mayEdit) return item;
  const cross = make("button", "cross", "×");
  cross.type = "button";
  cross.setAttribute("aria-label", `Remove the name ${version.name}`);
  cross.title = "Remove this name; the moment stays";
  cross.addEventListener("click", () => remove(version));
  item.append(cross);
  return item;
}
