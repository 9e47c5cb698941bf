/** Who is here: the avatars in the bar, the list behind them, and one's own name and colour. */
import type { Participant, StetDocument } from "../../client/index.ts";
import { appearanceOf, COLORS, type Appearance } from "../../binding/appearance.ts";
import { OncePerFrame } from "../../binding/once-per-frame.ts";
import { byId, make } from "./elements.ts";
import type { Follow } from "./follow.ts";
import { distinct, keep, ownProfile, type Profile } from "./profile.ts";
import { Typing, typingWords } from "./typing.ts";

/** How many avatars there is room for, on a wide page; the style hides more of them on a narrow one. */
const MAX_AVATARS = 5;

/**
 * Shows who is here, and tells the others who we are.
 *
 * @return to be told when the user typed
 */
export function showPeople<S, O>(stet: StetDocument<S, O>, follow: Follow<S, O>): Typing {
  let own = ownProfile();
  const name = byId<HTMLInputElement>("own-name");
  name.value = own.name;

  const announce = (): void => stet.announce({ ...own, ...(typing.isTyping && { typing: true }) });
  const typing = new Typing(announce);
  const become = (profile: Profile): void => {
    own = profile;
    announce();
    render();
  };

  let shown = "";
  /** Leaves alone what says the same already: whoever is here is heard of with every edit, and somebody may be about to click in the list. */
  const render = (): void => {
    const others = stet.participants;
    const news = JSON.stringify([own, follow.followed, others.map(({ id, state, user }) => [id, state, user])]);
    if (news === shown) return;
    shown = news;
    showButton(others.map(appearanceOf), own);
    showOthers(others, follow);
    byId("typing").dataset["words"] = byId("typing").textContent = typingWords(others.filter(isTyping).map((each) => appearanceOf(each).name));
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
  // nobody is without a name
  name.addEventListener("change", () => (name.value = own.name));
  byId("profile").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("people").hidePopover();
  });
  byId("others").addEventListener("click", (event) => {
    const id = (event.target as Element).closest<HTMLElement>("button[data-participant]")?.dataset["participant"];
    if (id === undefined) return;
    if (follow.followed === id) follow.stop();
    else follow.start(id);
    byId("people").hidePopover();
  });
  byId("people").addEventListener("beforetoggle", render);
  const rendering = new OncePerFrame(render);
  stet.on("participants", () => rendering.ask());
  const opened = stet.on("status", ({ name: status }) => {
    if (status === "opening") return;
    opened();
    become(distinct(own, new Set(stet.participants.map((each) => appearanceOf(each).color))));
  });
  render();
  return typing;
}

function isTyping({ state }: Participant): boolean {
  return state["typing"] === true;
}

function showButton(others: readonly Appearance[], own: Profile): void {
  document.documentElement.dataset["people"] = String(others.length + 1);
  const button = byId("people-button");
  const label = others.length === 0 ? "Only you are here" : `You and ${others.length} ${others.length === 1 ? "other" : "others"} are here`;
  button.setAttribute("aria-label", `${label}. People, and your name`);
  button.title = label;
  byId("avatars").replaceChildren(...avatars(others, own));
  if (others.length > 1) byId("avatars").dataset["many"] = `+${others.length}`;
  else delete byId("avatars").dataset["many"];
}

function showOthers<S, O>(others: readonly Participant[], follow: Follow<S, O>): void {
  byId("others").replaceChildren(...others.map((each) => listItem(each, follow.followed === each.id)));
  byId("nobody").hidden = others.length > 0;
}

function avatars(others: readonly Appearance[], own: Profile): HTMLElement[] {
  const shown = others.length <= MAX_AVATARS ? others : others.slice(0, MAX_AVATARS - 1);
  const more = others.length - shown.length;
  return [
    ...(more > 0 ? [moreThan(more)] : []),
    ...shown.map((each) => avatar(each, "avatar")),
    avatar({ ...own, ink: "#fff" }, "avatar own"),
  ];
}

function avatar({ name, color, ink }: Appearance, className: string): HTMLElement {
  const element = make("span", className);
  // shown by the style: it is a picture, not a text
  element.dataset["initials"] = initials(name);
  element.style.backgroundColor = color;
  element.style.color = ink;
  element.title = name;
  return element;
}

function moreThan(count: number): HTMLElement {
  const element = make("span", "avatar more");
  element.dataset["initials"] = `+${count}`;
  return element;
}

function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 63).toUpperCase()).join("");
}

function listItem(participant: Participant, isFollowed: boolean): HTMLElement {
  const appearance = appearanceOf(participant);
  const item = make("li", "");
  const button = make("button", "other");
  button.type = "button";
  button.dataset["participant"] = participant.id;
  button.setAttribute("aria-pressed", String(isFollowed));
  const picture = avatar(appearance, "avatar");
  picture.setAttribute("aria-hidden", "true");
  button.append(picture, make("span", "other-name", appearance.name), make("span", "other-act", isFollowed ? "Following" : isTyping(participant) ? "typing…" : "Follow"));
  item.append(button);
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
