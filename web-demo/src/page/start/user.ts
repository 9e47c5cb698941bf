/** Who is signed in, on a server with accounts. */
import { forgetToken, token, userOf } from "../common/account.ts";
import { freshName } from "../common/address.ts";
import { askAbout, attempt } from "../common/api.ts";
import { byId, make, say } from "../common/elements.ts";
import { prepareSignIn } from "../common/sign-in.ts";

/** Says who is signed in, and lets them sign out; lets them sign in where the server wants it, and they are not. */
export async function showUser(): Promise<void> {
  const probe = freshName();
  const again = (): void => attempt(showUser(), say);
  const signIn = prepareSignIn(probe, again);
  const { status } = await askAbout(probe);
  const shown = token();
  if (status === 401) {
    show("This server has accounts", "Sign in", () => signIn("missing"));
  } else if (shown !== undefined) {
    show(`Signed in as ${userOf(shown) ?? "somebody"}`, "Sign out", () => {
      forgetToken();
      again();
    });
  } else {
    byId("user").hidden = true;
  }
}

function show(words: string, label: string, run: () => void): void {
  const button = make("button", "link", label);
  button.type = "button";
  button.addEventListener("click", run);
  byId("user").replaceChildren(`${words} · `, button);
  byId("user").hidden = false;
}
