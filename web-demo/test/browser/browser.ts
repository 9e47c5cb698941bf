/** The browser that tests and measurements run in. */
import { chromium, type Browser } from "playwright-core";

/** Makes the list of suggestions below the field for addresses: two pages with each window, which nobody sees and which take more of the processor than ours. */
const SUGGESTIONS = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** What Playwright switches off, as its own list counts no more where there is another. */
const AS_PLAYWRIGHT_DOES = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROME_BIN"] ?? "chromium",
    // what is left may be kept as it is, as in the browsers of users
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${[...SUGGESTIONS, ...AS_PLAYWRIGHT_DOES].join()}`,
    ],
  });
}
