/** Who is here: the avatars in the bar, the list behind them, and one's own name and colour. */
import type { StetDocument } from "../../client/index.ts";
import { appearanceOf, COLORS, type Appearance } from "../../codemirror/index.ts";
import { byId, make } from "./elements.ts";
import { distinct, keep, ownProfile, type Profile } from "./profile.ts";

/** How many avatars there is room for, on a wide page; the style hides more of them on a narrow one. */
const MAX_AVATARS = 5;

/** Shows who is here, and tells the others who we are. */
export function showPeople<S, O>(stet: StetDocument<S, O>): void {
  let own = ownProfile();
  const name = byId<HTMLInputElement>("own-name");
  name.value = own.name;

  const become = (profile: Profile): void => {
    own = profile;
    stet.announce({ ...own });
    render();
  };

  const render = (): void => {
    const others = stet.participants.map(appearanceOf);
    document.documentElement.dataset["people"] = String(others.length + 1);
    const button = byId("people-button");
    const label = others.length === 0 ? "Only you are here" : `You and ${others.length} ${others.length === 1 ? "other" : "others"} are here`;
    button.setAttribute("aria-label", `${label}. Change your name`);
    button.title = label;
    byId("avatars").replaceChildren(...avatars(others, own));
    if (others.length > 1) byId("avatars").dataset["many"] = `+${others.length}`;
    else delete byId("avatars").dataset["many"];
    byId("others").replaceChildren(...others.map(listItem));
    byId("others").dataset["empty"] = String(others.length === 0);
    for (const swatch of document.querySelectorAll<HTMLInputElement>("#swatches input")) swatch.checked = swatch.value === own.color;
  };

  byId("swatches").replaceChildren(...COLORS.map(swatch));
  byId("swatches").addEventListener("change", (event) => {
    become({ ...own, color: (event.target as HTMLInputElement).value });
    keep(own);
  });
  name.addEventListener("input", () => {
    if (name.value.trim() === "") return;
    become({ ...own, name: name.value.trim() });
    keep(own);
  });
  byId("profile").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("people").hidePopover();
  });
  stet.on("participants", render);
  const opened = stet.on("status", ({ name: status }) => {
    if (status === "opening") return;
    opened();
    become(distinct(own, new Set(stet.participants.map((each) => appearanceOf(each).color))));
  });
  render();
}

function avatars(others: readonly Appearance[], own: Profile): HTMLElement[] {
  const shown = others.length <= MAX_AVATARS ? others : others.slice(0, MAX_AVATARS - 1);
  const more = others.length - shown.length;
  return [
    ...(more > 0 ? [make("span", "avatar more", `+${more}`)] : []),
    ...shown.map((each) => avatar(each, "avatar")),
    avatar({ ...own, ink: "#fff" }, "avatar own"),
  ];
}

function avatar({ name, color, ink }: Appearance, className: string): HTMLElement {
  const element = make("span", className, initials(name));
  element.style.backgroundColor = color;
  element.style.color = ink;
  element.title = name;
  return element;
}

function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 63).toUpperCase()).join("");
}

function listItem(appearance: Appearance): HTMLElement {
  const item = make("li", "other");
  item.append(avatar(appearance, "avatar"), make("span", "other-name", appearance.name));
  return item;
}

function swatch(color: string, index: number): HTMLElement {
  const label = make("label", "swatch");
  const input = make("input", "");
  input.type = "radio";
  input.name = "color";
  input.value = color;
  input.setAttribute("aria-label", `Colour ${index + 1}`);
  label.style.setProperty("--color", color);
  label.append(input);
  return label;
}
