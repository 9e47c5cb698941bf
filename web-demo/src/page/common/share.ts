import { byId, say } from "./elements.ts";

const FEEDBACK_MS = 2_000;

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

/** Lets the share button copy the link of the document. */
export function offerSharing(): void {
  const button = byId("share");
  const text = byId("share-text");
  let feedback: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", () => {
    void copy(location.href).then((isCopied) => {
      text.textContent = isCopied ? "Link copied" : "Copy the address";
      button.dataset["copied"] = String(isCopied);
      say(isCopied ? "The link of this document is on the clipboard." : "Copy the link from the address bar.");
      clearTimeout(feedback);
      feedback = setTimeout(() => {
        text.textContent = "Share";
        delete button.dataset["copied"];
      }, FEEDBACK_MS);
    });
  });
}
