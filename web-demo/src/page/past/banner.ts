import type { HttpDocument } from "../../http/index.ts";
import { token } from "../common/account.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId } from "../common/elements.ts";
import { prepareSignIn } from "../common/sign-in.ts";
import { troubleOf } from "./words.ts";

/** Stands in the place of a history that cannot be shown; why, the banner says. */
export const NOTHING = "There is no history to show.";

/** Says what goes wrong with a document's history, and offers what helps. */
export class Banner {
  readonly #signIn: (reason: "missing" | "other") => void;
  #isShown = false;

  constructor(private readonly document: HttpDocument) {
    this.#signIn = prepareSignIn(document.id, () => location.reload());
  }

  /** @param again what to do again, where that may help */
  tell(error: unknown, again: () => void): void {
    const { words, again: mayHelp, code } = troubleOf(error);
    if (byId("columns").hidden) byId("empty").textContent = NOTHING;
    if (code === "unauthenticated") {
      this.#signIn(token() === undefined ? "missing" : "other");
      return;
    }
    const tryAgain = { label: "Try again", run: () => (this.pass(), again()) };
    const undelete = { label: "Take it back", run: () => void this.#undelete() };
    showBanner(words, [...(mayHelp ? [tryAgain] : []), ...(code === "doc_deleted" ? [undelete] : [])]);
    this.#isShown = true;
  }

  /** What was wrong is so no more. */
  pass(): void {
    if (this.#isShown) hideBanner();
    this.#isShown = false;
  }

  async #undelete(): Promise<void> {
    try {
      await this.document.undelete();
      location.reload();
    } catch (error) {
      this.tell(error, () => void this.#undelete());
    }
  }
}
