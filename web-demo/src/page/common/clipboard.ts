import type { Action } from "./banner.ts";
import { download } from "./download.ts";
import { say } from "./elements.ts";

/** Puts a text on the clipboard; returns whether the browser allowed it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    console.info("stet: the browser does not let us copy", error);
    return false;
  }
}

/** Lets the user copy a text that would be lost otherwise; where the browser does not let us, it comes as a file. */
export function copyAction(label: string, text: string): Action {
  const run = async (): Promise<string> => {
    const isCopied = await copy(text);
    if (!isCopied) download("copied.txt", "text/plain;charset=utf-8", text);
    const done = isCopied ? "Copied" : "Saved as a file";
    say(`${done}.`);
    return done;
  };
  return { label, run };
}
