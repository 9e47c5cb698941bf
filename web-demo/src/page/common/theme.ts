/** Light or dark: as the system has it, or as the user chose. `early.ts` shows the choice before the page is painted. */
import { byId, say } from "./elements.ts";
import { recall, remember } from "./store.ts";

const KEY = "stet.theme";
const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** Lets the theme button of the page go from one theme to the next; the choice is kept. */
export function offerThemes(): void {
  const button = byId("theme");
  let theme = chosen();
  const show = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.media = mediaOf(meta.dataset["theme"] ?? "", theme);
    button.dataset["theme"] = theme;
    button.title = `Theme: ${theme}`;
    button.setAttribute("aria-label", `Theme: ${theme}. Change`);
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as Theme;
    remember(KEY, theme === "system" ? null : theme);
    show();
    say(`Theme: ${theme}.`);
  });
  show();
}

/** When the browser around the page has the colour of a theme. */
function mediaOf(own: string, chosen: Theme): string {
  if (chosen === "system") return `(prefers-color-scheme: ${own})`;
  return chosen === own ? "all" : "not all";
}

function chosen(): Theme {
  const kept = recall(KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}
