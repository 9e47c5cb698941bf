/** The dialog in which a user of a server with accounts shows a token. */
import { keepToken, userOf } from "./account.ts";
import { byId } from "./elements.ts";
import { overHttp } from "./server.ts";
import { troubleOf } from "./words.ts";

/** Why somebody is to show a token. */
const WORDS = {
  missing: "This server has accounts: it wants to know who you are.",
  ending: "Your token is about to end. With another one you go on without a break.",
  ended: "Your token has ended, or does not count here. What you wrote since is kept in this page, and saved as soon as you sign in again.",
  other: "Sign in as somebody who may open this document.",
} as const;

export type SignInReason = keyof typeof WORDS;

/** Opens the dialog. */
export type SignIn = (reason: SignInReason) => void;

/**
 * Lets the user sign in.
 *
 * @param id of the document that the token is tried on; it need not exist, nor be the user's
 * @param done follows with a token that counts
 * @param later follows if the user does not want to now
 */
export function prepareSignIn(id: string, done: () => void, later: () => void = () => undefined): SignIn {
  const dialog = byId<HTMLDialogElement>("sign-in");
  const input = byId<HTMLTextAreaElement>("sign-in-token");
  const trouble = byId("sign-in-trouble");
  const submit = byId<HTMLButtonElement>("sign-in-submit");
  byId("sign-in-later").onclick = () => dialog.close();
  // by the Escape key as well
  dialog.onclose = () => {
    input.value = trouble.textContent = "";
    if (dialog.returnValue !== "done") later();
  };
  byId("sign-in-form").onsubmit = (event) => {
    event.preventDefault();
    const shown = input.value.trim();
    trouble.textContent = "";
    submit.disabled = true;
    void check(id, shown).then((why) => {
      submit.disabled = false;
      if (!dialog.open) return; // not now, after all
      if (why !== undefined) {
        trouble.textContent = why;
        input.focus();
        return;
      }
      keepToken(shown);
      dialog.close("done");
      done();
    });
  };
  return (reason) => {
    byId("sign-in-words").textContent = WORDS[reason];
    dialog.returnValue = "";
    if (!dialog.open) dialog.showModal();
  };
}

/** Closes the dialog, since a token came in another way. */
export function closeSignIn(): void {
  const dialog = byId<HTMLDialogElement>("sign-in");
  if (dialog.open) dialog.close("done");
}

/** Returns why a token does not help; undefined if it counts. */
async function check(id: string, shown: string): Promise<string | undefined> {
  if (userOf(shown) === undefined) return "This is no token. It is a long word with two dots in it; copy all of it.";
  try {
    await overHttp(id, shown).about();
    return undefined;
  } catch (error) {
    const { code, words } = troubleOf(error, { unauthenticated: "This token does not count here: it has ended, or is for another server. Get a new one." });
    // it counts, whatever its user may do with this document
    return ["forbidden", "doc_not_found", "doc_deleted"].includes(code) ? undefined : words;
  }
}
