/** Who is signed in, on a server with accounts. */
import { HttpProblem } from "../../http/index.ts";
import { forgetToken, token, user } from "../common/account.ts";
import { freshName } from "../common/address.ts";
import { byId, make, say } from "../common/elements.ts";
import { attempt, overHttp } from "../common/server.ts";
import { prepareSignIn } from "../common/sign-in.ts";

/**
 * Says who is signed in, and lets them sign out; lets them sign in where the server wants it, and they are not.
 *
 * @param changed told when it is somebody else
 */
export async function showUser(changed: () => void): Promise<void> {
  const probe = freshName();
  const again = (): void => {
    changed();
    attempt(showUser(changed), say);
  };
  const signIn = prepareSignIn(probe, again);
  if (await wantsToken(probe)) {
    show("This server has accounts", "Sign in", () => signIn(token() === undefined ? "missing" : "ended"));
  } else if (token() !== undefined) {
    show(`Signed in as ${user() ?? "somebody"}`, "Sign out", () => {
      forgetToken();
      again();
    });
  } else {
    byId("user").hidden = true;
  }
}

/** Whether the server does not know who asks. */
async function wantsToken(probe: string): Promise<boolean> {
  try {
    await overHttp(probe).about();
    return false;
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.mayPass) throw error;
    return error.code === "unauthenticated";
  }
}

function show(words: string, label: string, run: () => void): void {
  const button = make("button", "link", label);
  button.type = "button";
  button.addEventListener("click", run);
  byId("user").replaceChildren(`${words} · `, button);
  byId("user").hidden = false;
}
