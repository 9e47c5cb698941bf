/** The tab's user on the server: the connection, and signing in before and after a token ends. Nothing that is typed is lost by either. */
import { StetClient, type DocumentStatus, type DocumentType, type StetDocument } from "../../client/index.ts";
import { deviceShelf, type DeviceShelf } from "../../offline/index.ts";
import { endOf, followAddress, shareSecret, token, user } from "./account.ts";
import { endpoint } from "./address.ts";
import { hideBanner, showBanner } from "./banner.ts";
import { overHttp } from "./server.ts";
import { closeSignIn, prepareSignIn, type SignIn, type SignInReason } from "./sign-in.ts";
import { troubleOf } from "./words.ts";

/** The server tells of the end of a token a minute before, and clocks differ. */
const SOON_MS = 180_000;
const ABOUT = "sign-in";

const BANNERS = {
  missing: "This server has accounts, and you are not signed in.",
  ending: "You are signed in for a short time only: your token is about to end.",
  ended: "You are not signed in any more: your token has ended. What you write is kept in this page, and saved as soon as you sign in again.",
} as const;

export class Session {
  readonly client: StetClient;
  readonly #user = user();
  readonly #share: string | undefined;
  readonly #signIn: SignIn;
  /** Gives the session another token as soon as there is one. */
  #renew: ((token: string) => void) | undefined;
  #isAsking = false;
  #isPutOff = false;
  #document: { readonly revision: number | undefined; readonly status: DocumentStatus } | undefined;

  constructor(private readonly id: string) {
    this.#share = shareSecret(id);
    this.#signIn = prepareSignIn(id, () => this.#signedIn(), () => this.#putOff());
    this.client = new StetClient(endpoint(), { shelf: shelfOf(this.#user), ...(token() !== undefined && { token: () => this.#token() }) });
    followAddress(id, () => this.#signedIn());
    // a page that comes back from the cache has no socket any more
    window.addEventListener("pageshow", (event) => event.persisted && this.client.retryNow());
    this.client.on("connection", ({ name }) => {
      if (name === "waiting") void this.#lookWhy();
      if (name === "open") {
        hideBanner(ABOUT);
        delete document.documentElement.dataset["stranger"];
      }
    });
  }

  /** Opens the document with what the user came by. */
  open<S, O>(type: DocumentType<S, O>): StetDocument<S, O> {
    const stet = this.client.document<S, O>(this.id, { type, ...(this.#share !== undefined && { share: this.#share }) });
    this.#document = stet;
    return stet;
  }

  /** Lets the user sign in as somebody else. */
  readonly signInAgain = (): void => this.#signIn("other");

  /** To connect, the token there is; for a session whose token is about to end, the next one that the user shows. */
  #token(): string | Promise<string> {
    const shown = token() ?? "";
    const end = endOf(shown);
    if (this.client.connection.name !== "open" || end === undefined || end - Date.now() > SOON_MS) return shown;
    this.#tell("ending");
    return new Promise((resolve) => (this.#renew = resolve));
  }

  /** A connection that is refused may want a token, which a browser does not tell: so it is asked for over HTTP. */
  async #lookWhy(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await overHttp(this.id).about();
    } catch (error) {
      if (troubleOf(error).code === "unauthenticated") this.#ask();
    } finally {
      this.#isAsking = false;
    }
  }

  /** A dialog would take the keyboard from whoever is writing: they are asked in a banner. */
  #ask(): void {
    const reason = token() === undefined ? "missing" : "ended";
    document.documentElement.dataset["stranger"] = "true";
    if (this.#document?.revision === undefined && !this.#isPutOff) this.#signIn(reason);
    else this.#tell(reason);
  }

  #tell(reason: Exclude<SignInReason, "other">): void {
    showBanner(BANNERS[reason], [{ label: "Sign in", run: () => this.#signIn(reason) }], ABOUT);
  }

  #putOff(): void {
    this.#isPutOff = true;
    if (this.client.connection.name !== "open") this.#ask();
  }

  /** There is another token, or another link. What one user wrote is not sent as another's. */
  #signedIn(): void {
    closeSignIn();
    const isOpen = this.#document?.revision !== undefined && this.#document.status.name !== "failed";
    if (!isOpen || user() !== this.#user || shareSecret(this.id) !== this.#share) {
      location.reload();
      return;
    }
    hideBanner(ABOUT);
    this.#renew?.(token() ?? "");
    this.#renew = undefined;
    this.client.retryNow();
  }
}

/** Where a user's unsaved edits outlive the tab; nowhere if a token does not say whose they would be. */
function shelfOf(name: string | undefined): DeviceShelf | undefined {
  if (name === undefined && token() !== undefined) return undefined;
  return deviceShelf(`${endpoint()} ${name ?? ""}`);
}
