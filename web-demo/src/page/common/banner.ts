import { byId, make } from "./elements.ts";

/** Something to do about what a banner says. */
export interface Action {
  readonly label: string;
  /** May say what came of it, which is then in the place of the label. */
  readonly run: () => void | Promise<string>;
}

interface Notice {
  readonly text: string;
  readonly actions: readonly Action[];
}

/** By what they are about. There is one banner: it shows the notice that came last, and then again the one before. */
const notices = new Map<string, Notice>();

/**
 * Says something that must not be missed, and what can be done about it.
 *
 * @param about what was said about the same before is said no more
 */
export function showBanner(text: string, actions: readonly Action[], about = "page"): void {
  notices.delete(about);
  notices.set(about, { text, actions });
  render();
}

/** Says no more what was said about something. */
export function hideBanner(about = "page"): void {
  if (notices.delete(about)) render();
}

function render(): void {
  const notice = [...notices.values()].at(-1);
  byId("banner").hidden = notice === undefined;
  if (notice === undefined) return;
  byId("banner-text").textContent = notice.text;
  byId("banner-actions").replaceChildren(...notice.actions.map(button));
}

function button({ label, run }: Action): HTMLElement {
  const element = make("button", "banner-action", label);
  element.type = "button";
  element.addEventListener("click", () => {
    const done = run();
    if (done instanceof Promise) void done.then((words) => (element.textContent = words));
  });
  return element;
}
