/** Following somebody: the view goes where they go, until the user scrolls or types. */
import type { Selection, StetDocument } from "../../client/index.ts";
import { appearanceOf } from "../../binding/appearance.ts";
import { byId, say } from "./elements.ts";

/** Keys that go somewhere or change something, and so end the following; those of assistive technology do not. */
const STILL = new Set(["Shift", "Control", "Alt", "Meta", "Tab", "CapsLock"]);

export class Follow<S, O> {
  #followed: string | undefined;
  #place = "";

  /** @param reveal scrolls to a place of the document */
  constructor(
    private readonly stet: StetDocument<S, O>,
    private readonly reveal: (selection: Selection) => void,
  ) {
    stet.on("participants", () => this.#look());
    byId("follow-stop").addEventListener("click", () => {
      this.stop();
      byId("people-button").focus();
    });
    for (const gesture of ["wheel", "touchmove"] as const) window.addEventListener(gesture, () => this.stop(), { passive: true });
    window.addEventListener("keydown", (event) => {
      if (this.#followed === undefined) return;
      const isInDocument = event.target instanceof Node && byId("main").contains(event.target);
      if (event.key === "Escape" || (isInDocument && !STILL.has(event.key))) this.stop();
    });
  }

  /** The participant who is followed; undefined if nobody is. */
  get followed(): string | undefined {
    return this.#followed;
  }

  start(participant: string): void {
    this.#followed = participant;
    this.#place = "";
    this.#look();
  }

  stop(): void {
    if (this.#followed === undefined) return;
    this.#followed = undefined;
    this.#show(undefined);
    say("Following ended.");
  }

  #look(): void {
    if (this.#followed === undefined) return;
    const participant = this.stet.participants.find(({ id }) => id === this.#followed);
    if (participant === undefined) {
      this.stop();
      return;
    }
    const { name, color } = appearanceOf(participant);
    this.#show({ name, color });
    const { selection } = participant;
    const place = JSON.stringify(selection);
    if (selection === undefined || place === this.#place) return;
    this.#place = place;
    // The editor shows what the event is about in the next frame at the latest.
    requestAnimationFrame(() => this.reveal(selection));
  }

  #show(followed: { readonly name: string; readonly color: string } | undefined): void {
    const pill = byId("follow");
    if (followed === undefined) {
      pill.hidden = true;
      delete document.documentElement.dataset["following"];
      return;
    }
    const words = `Following ${followed.name}`;
    if (pill.hidden) say(`${words}, until you scroll or type.`);
    byId("follow-text").textContent = words;
    document.documentElement.dataset["following"] = this.#followed;
    document.documentElement.style.setProperty("--followed", followed.color);
    pill.hidden = false;
  }
}
