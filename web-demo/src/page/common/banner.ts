import { byId, make } from "./elements.ts";

/** Something to do about what a banner says. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
}

/** Says something that must not be missed, and what can be done about it. */
export function showBanner(text: string, actions: readonly Action[]): void {
  byId("banner-text").textContent = text;
  byId("banner-actions").replaceChildren(
    ...actions.map(({ label, run }) => {
      const button = make("button", "banner-action", label);
      button.type = "button";
      button.addEventListener("click", run);
      return button;
    }),
  );
  byId("banner").hidden = false;
}

export function hideBanner(): void {
  byId("banner").hidden = true;
}
