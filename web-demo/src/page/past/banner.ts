import { token } from "../common/account.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId } from "../common/elements.ts";
import { prepareSignIn, type SignIn } from "../common/sign-in.ts";
import { bringBack } from "../common/trouble.ts";
import { troubleOf } from "../common/words.ts";

/** Stands in the place of a history that cannot be shown; why, the banner says. */
export const NOTHING = "There is no history to show.";
const ABOUT = "history";

/** Says what goes wrong with a document's history, and offers what helps. */
export class Banner {
  readonly #signIn: SignIn;
  #isPutOff = false;

  constructor(private readonly id: string) {
    this.#signIn = prepareSignIn(id, () => location.reload(), () => {
      this.#isPutOff = true;
      this.#tellSignIn();
    });
  }

  /** @param again what to do again, where that may help */
  tell(error: unknown, again: () => void): void {
    const { words, again: mayHelp, code } = troubleOf(error);
    if (byId("columns").hidden) byId("empty").textContent = NOTHING;
    if (code === "unauthenticated") {
      if (this.#isPutOff) this.#tellSignIn();
      else this.#openSignIn();
      return;
    }
    const tryAgain = { label: "Try again", run: () => (this.pass(), again()) };
    showBanner(words, [...(mayHelp ? [tryAgain] : []), ...(code === "doc_deleted" ? [bringBack(this.id)] : [])], ABOUT);
  }

  /** What was wrong is so no more. */
  pass(): void {
    hideBanner(ABOUT);
  }

  #tellSignIn(): void {
    showBanner("You are not signed in, or no longer.", [{ label: "Sign in", run: () => this.#openSignIn() }], ABOUT);
  }

  #openSignIn(): void {
    this.#signIn(token() === undefined ? "missing" : "ended");
  }
}
