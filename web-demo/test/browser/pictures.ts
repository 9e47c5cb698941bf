/** Pictures of a page at two widths and in both themes, in target/screenshots. One page becomes all four: what it shows is made only once. */
import { mkdirSync } from "node:fs";
import type { CDPSession } from "playwright-core";
import type { Window } from "./window.ts";

const FOLDER = "target/screenshots";
const PHONE = 390;
const SIZES = [
  { width: 1280, height: 800 },
  { width: PHONE, height: 844 },
] as const;

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
  mkdirSync(FOLDER, { recursive: true });
  const device = await window.context.newCDPSession(window.page);
  for (const { width, height } of SIZES) {
    await become(device, width, height);
    for (const scheme of ["light", "dark"] as const) {
      await window.page.emulateMedia({ colorScheme: scheme });
      await window.settled();
      await before({ width, scheme });
      await window.page.screenshot({ path: `${FOLDER}/${state}-${width}-${scheme}.png` });
    }
  }
  await become(device, SIZES[0].width, SIZES[0].height);
  await window.page.emulateMedia({ colorScheme: "light" });
  await device.detach();
}

/** Makes the browser one of a desk, or of a phone with a touch screen. */
async function become(device: CDPSession, width: number, height: number): Promise<void> {
  const isPhone = width === PHONE;
  await device.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: isPhone });
  await device.send("Emulation.setTouchEmulationEnabled", { enabled: isPhone });
}
