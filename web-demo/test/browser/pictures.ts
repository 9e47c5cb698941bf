/** Pictures of a page at two widths and in both themes, in target/screenshots. One page becomes all four: what it shows is made only once. */
import { mkdirSync } from "node:fs";
import type { Window } from "./window.ts";

const FOLDER = "target/screenshots";
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** What a picture is of. */
export interface Shown {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/**
 * Takes the pictures of a state.
 *
 * @param before brings about what lasts only a moment, for each of them
 */
export async function picture(window: Window, state: string, before: (shown: Shown) => Promise<void> = async () => undefined): Promise<void> {
  const { page } = window;
  mkdirSync(FOLDER, { recursive: true });
  const take = async ({ width, height }: typeof DESK): Promise<void> => {
    await page.setViewportSize({ width, height });
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await window.settled();
      await before({ width, scheme });
      await page.screenshot({ path: `${FOLDER}/${state}-${width}-${scheme}.png` });
    }
  };
  await take(DESK);
  const touchScreen = await window.context.newCDPSession(page);
  await touchScreen.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await take(PHONE);
  await touchScreen.detach();
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
}
