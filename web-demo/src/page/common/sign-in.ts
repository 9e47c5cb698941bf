/** The dialog in which a user of a server with accounts shows a token. */
import { keepToken, token, userOf } from "./account.ts";
import { askAbout } from "./api.ts";
import { byId } from "./elements.ts";

const WORDS = {
  none: "This server has accounts: it wants to know who you are.",
  ended: "Your token has ended, or does not count here. What you wrote since is kept in this page, and saved as soon as you sign in again.",
  other: "Sign in as somebody who may open this document.",
} as const;

/**
 * Lets the user sign in.
 *
 * @param id of the document that the token is tried on; it need not exist, nor be the user's
 * @param done follows with a token that counts
 * @return opens the dialog: `missing` where the server wants a token, `other` where it wants another user
 */
export function prepareSignIn(id: string, done: () => void): (reason: "missing" | "other") => void {
  const dialog = byId<HTMLDialogElement>("sign-in");
  const input = byId<HTMLTextAreaElement>("sign-in-token");
  const trouble = byId("sign-in-trouble");
  byId("sign-in-later").onclick = () => dialog.close();
  byId("sign-in-form").onsubmit = (event) => {
    event.preventDefault();
    trouble.textContent = "";
    void check(id, input.value.trim()).then((why) => {
      if (why !== undefined) {
        trouble.textContent = why;
        input.focus();
        return;
      }
      keepToken(input.value);
      input.value = "";
      dialog.close();
      done();
    });
  };
  return (reason) => {
    byId("sign-in-words").textContent = WORDS[reason === "other" ? "other" : token() === undefined ? "none" : "ended"];
    if (!dialog.open) dialog.showModal();
  };
}

/** Returns why a token does not help; undefined if it counts. */
async function check(id: string, shown: string): Promise<string | undefined> {
  if (userOf(shown) === undefined) return "This is no token. It is a long word with two dots in it; copy all of it.";
  try {
    const { status } = await askAbout(id, shown);
    return status === 401 ? "This token does not count here: it has ended, or is for another server. Get a new one." : undefined;
  } catch (error) {
    console.info("stet: the token cannot be checked", error);
    return "The server cannot be reached. Try again in a moment.";
  }
}
