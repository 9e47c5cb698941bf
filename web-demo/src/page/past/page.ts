import { StetClient } from "../../client/index.ts";
import { StetHttp, type HttpDocument, type Version } from "../../http/index.ts";
import { shareSecret, token } from "../common/account.ts";
import { keepName, knownNames } from "../common/acquaintances.ts";
import { addressOf, endpoint, kindOf, startAddress, titleOf } from "../common/address.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId, say } from "../common/elements.ts";
import { Banner } from "./banner.ts";
import { Latest } from "./latest.ts";
import { showLegend } from "./legend.ts";
import { Authors } from "./names.ts";
import { askToRestore } from "./restore.ts";
import { listSittings, pointSitting } from "./sittings.ts";
import { Slider } from "./slider.ts";
import { KnownPast } from "./timeline.ts";
import { counted, dayOf, exactly, hourOf, stretchOf } from "./times.ts";
import { listVersions, pointVersion } from "./versions.ts";
import { MAX_BLAMED, showChanges, showThen, type View } from "./views.ts";
import { watch } from "./watch.ts";
import { troubleOf } from "./words.ts";

/** While the user moves on, nothing is asked for. */
const SHOW_DELAY_MS = 120;
/** News of edits are gathered for so long. */
const NEWS_DELAY_MS = 1_000;
const NOW = "now";
/** What the name of a version cannot be: it stands in an address. */
const UNNAMEABLE = /[/\\%]|^\.+$/;

/** Who asks for a document: the tab's user, and the link they came by. */
function account(id: string): { token?: () => string; share?: string } {
  const share = shareSecret(id);
  return { ...(token() !== undefined && { token: () => token() ?? "" }), ...(share !== undefined && { share }) };
}

/** The page of one document's past. */
export class PastPage {
  readonly #document: HttpDocument;
  readonly #past: KnownPast;
  readonly #authors = new Authors();
  readonly #slider = new Slider((revision) => this.#go(revision));
  readonly #shown = new Latest();
  #versions: readonly Version[] = [];
  #revision = 0;
  /** The newest revision that was heard of; it may not be on the line yet. */
  #newest = 0;
  #isReadingOn = false;
  /** When the moment that is shown was; undefined while it is not known. */
  #modifiedMs: number | undefined;
  #mayEdit = true;
  readonly #trouble: Banner;

  constructor(private readonly id: string) {
    this.#document = new StetHttp(startAddress(), account(id)).document(id);
    this.#past = new KnownPast(this.#document);
    this.#trouble = new Banner(this.#document);
  }

  async open(): Promise<void> {
    for (const [user, name] of knownNames()) this.#authors.learn(user, name);
    const title = titleOf(this.id);
    document.title = `History of ${title} – Stet`;
    byId("title").textContent = title;
    byId<HTMLAnchorElement>("back").href = addressOf("edit", this.id);
    try {
      const [{ docType }, versions] = await Promise.all([this.#document.about(), this.#document.versions(), this.#past.read()]);
      this.#versions = versions;
      byId<HTMLAnchorElement>("back").href = addressOf(kindOf(docType), this.id);
      byId("paper").dataset["type"] = docType;
      this.#listen();
      this.#draw();
      this.#go(this.#momentInAddress());
      this.#watch(docType);
    } catch (error) {
      this.#trouble.tell(error, () => location.reload());
      const { dataset } = document.documentElement;
      dataset["state"] = dataset["stage"] = "failed";
    }
  }

  #listen(): void {
    for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=view]")) radio.addEventListener("change", () => this.#show(0));
    byId("against").addEventListener("change", () => this.#show(0));
    byId("more").addEventListener("click", () => void this.#readBack());
    byId("restore").addEventListener("click", () => this.#restore());
    byId("name-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#name(byId<HTMLInputElement>("version-name").value.trim());
    });
  }

  /** Follows the document: others go on writing while one looks back. */
  #watch(docType: string): void {
    const { token, share } = account(this.id);
    watch(new StetClient(endpoint(), token === undefined ? {} : { token }), this.id, docType, share, {
      moved: (revision) => this.#moved(revision),
      mayEdit: (may) => {
        this.#mayEdit = may;
        this.#draw();
      },
      met: (user, name) => {
        keepName(user, name);
        if (this.#authors.learn(user, name)) this.#draw();
      },
    });
  }

  #moved(revision: number): void {
    this.#newest = Math.max(this.#newest, revision);
    if (revision > this.#past.head) void this.#readOn();
  }

  /** Reads what came since; while somebody goes on writing, a little later again. */
  async #readOn(): Promise<void> {
    if (this.#isReadingOn) return;
    this.#isReadingOn = true;
    try {
      await new Promise((resolve) => setTimeout(resolve, NEWS_DELAY_MS));
      const { head } = this.#past;
      await this.#past.readOn();
      this.#draw();
      if (this.#revision === head) this.#go(this.#past.head);
    } catch (error) {
      this.#trouble.tell(error, () => void this.#readOn());
      return;
    } finally {
      this.#isReadingOn = false;
    }
    if (this.#newest > this.#past.head) void this.#readOn();
  }

  async #readBack(): Promise<void> {
    try {
      await this.#past.readBack();
      this.#draw();
      this.#point();
    } catch (error) {
      this.#trouble.tell(error, () => void this.#readBack());
    }
  }

  /** Draws everything but the document itself. */
  #draw(): void {
    const { sittings, scale, head, hasMore } = this.#past;
    const users = [...new Set(sittings.flatMap(({ authors }) => Object.keys(authors)))];
    const isEmpty = head === 0;
    document.documentElement.dataset["state"] = isEmpty ? "empty" : "ready";
    byId("moment").hidden = byId("columns").hidden = isEmpty;
    byId("empty").hidden = !isEmpty;
    byId("empty").textContent = "Nothing has been written yet. As soon as somebody writes, this page tells who wrote what, and when.";
    byId("summary").textContent = isEmpty ? "History" : `History · ${counted(head, "edit")} by ${this.#authors.list(users)}`;
    this.#slider.draw(scale, this.#versions, this.#authors);
    listSittings(sittings, this.#authors, (revision) => this.#go(revision));
    listVersions(this.#versions, this.#mayEdit, { go: (revision) => void this.#goFar(revision), remove: (version) => void this.#unname(version) });
    byId("more").hidden = !hasMore;
    byId("name-form").hidden = byId("restore").hidden = !this.#mayEdit;
    byId("only-viewer").hidden = this.#mayEdit;
    this.#offerComparisons();
    this.#point();
  }

  #offerComparisons(): void {
    const select = byId<HTMLSelectElement>("against");
    const chosen = select.value;
    select.replaceChildren(new Option("now", NOW), ...this.#versions.map(({ name, revision }) => new Option(name, String(revision))), new Option("the very beginning", "0"));
    select.value = [...select.options].some(({ value }) => value === chosen) ? chosen : NOW;
  }

  /** Goes to a moment that may lie before those on the line. */
  async #goFar(revision: number): Promise<void> {
    while (this.#past.hasMore && revision < this.#past.scale.least) await this.#readBack();
    this.#go(revision);
  }

  #go(revision: number): void {
    this.#revision = revision;
    this.#modifiedMs = undefined;
    const address = new URL(location.href);
    if (revision === this.#past.head) address.searchParams.delete("at");
    else address.searchParams.set("at", String(revision));
    history.replaceState(history.state, "", address);
    this.#point();
    this.#show(SHOW_DELAY_MS);
  }

  #momentInAddress(): number {
    const { head, scale } = this.#past;
    const named = new URL(location.href).searchParams.get("at") ?? "";
    return /^\d{1,15}$/.test(named) && Number(named) <= head ? Math.max(Number(named), scale.least) : head;
  }

  /** Shows which moment it is, everywhere but in the document. */
  #point(): void {
    const revision = this.#revision;
    const sitting = this.#past.scale.sittingOf(revision);
    const when = this.#when();
    const who = sitting === undefined ? "" : this.#authors.list(Object.keys(sitting.authors));
    const edit = `edit ${revision.toLocaleString()} of ${this.#past.head.toLocaleString()}`;
    byId("when").textContent = when;
    byId("when").title = this.#modifiedMs === undefined ? "" : exactly(this.#modifiedMs);
    byId("who").textContent = [who, edit].filter((part) => part !== "").join(" · ");
    this.#slider.point(revision, [when, who, edit].filter((part) => part !== "").join(", "));
    pointSitting(revision);
    pointVersion(revision);
    byId<HTMLButtonElement>("restore").disabled = revision === this.#past.head;
    byId("against-label").hidden = !this.#isComparing;
  }

  /** The moment in words. */
  #when(): string {
    if (this.#revision === this.#past.head) return "Now";
    if (this.#revision === 0) return "Before the first edit";
    const sitting = this.#past.scale.sittingOf(this.#revision);
    if (this.#modifiedMs !== undefined) return `${dayOf(this.#modifiedMs)}, ${hourOf(this.#modifiedMs)}`;
    return sitting === undefined ? `Edit ${this.#revision}` : `${dayOf(sitting.begun)}, ${stretchOf(sitting.begun, sitting.ended)}`;
  }

  get #isComparing(): boolean {
    return document.querySelector<HTMLInputElement>("input[name=view]:checked")?.value === "changes";
  }

  /** Shows the document, unless the user goes on before that. */
  #show(delayMs: number): void {
    if (this.#past.head === 0) return;
    document.documentElement.dataset["view"] = this.#isComparing ? "changes" : "then";
    byId("against-label").hidden = !this.#isComparing;
    byId("sheet").setAttribute("aria-busy", "true");
    this.#shown
      .run(delayMs, (signal) => this.#load(signal).then(() => true))
      .then(
        (isDone) => {
          if (isDone !== true) return;
          this.#trouble.pass();
          byId("sheet").setAttribute("aria-busy", "false");
        },
        (error: unknown) => this.#trouble.tell(error, () => this.#show(0)),
      );
  }

  async #load(signal: AbortSignal): Promise<void> {
    const revision = this.#revision;
    if (!this.#isComparing) return showThen(this.#document, revision, this.#blamedFrom(revision), this.#authors, signal, (view) => this.#put(view));
    const chosen = byId<HTMLSelectElement>("against").value;
    const against = chosen === NOW ? this.#past.head : Number(chosen);
    const view = await showChanges(this.#document, Math.min(revision, against), Math.max(revision, against), this.#authors, signal);
    if (signal.aborted) return;
    this.#put(revision < against ? { ...view, modifiedMs: (await this.#document.about({ revision, signal })).modifiedMs } : view);
  }

  /** Where to begin to look who wrote what. */
  #blamedFrom(revision: number): number {
    const { scale } = this.#past;
    const from = Math.max(revision - MAX_BLAMED, 0);
    if (from === 0 || from < scale.least) return Math.min(from, scale.least);
    const sitting = scale.sittingOf(from);
    return sitting?.squashed === true ? Math.min(sitting.last, revision) : from;
  }

  #put({ elements, modifiedMs, lengths = new Map(), unsigned = 0, trouble }: View): void {
    byId("paper").replaceChildren(...elements);
    byId("paper").dataset["empty"] = String(byId("paper").textContent === "");
    this.#modifiedMs = Number.isNaN(modifiedMs) ? undefined : modifiedMs;
    byId("legend-title").textContent = this.#isComparing ? "Who changed this" : "Who wrote this";
    showLegend(lengths, this.#authors);
    const older = `What is older than the last ${MAX_BLAMED.toLocaleString()} edits before this moment has no colour.`;
    const hint = trouble !== undefined ? `Nobody's colour is shown: ${trouble}` : this.#isComparing && lengths.size === 0 ? "Nothing changed between the two moments." : unsigned > 0 ? older : "";
    byId("legend-hint").hidden = hint === "";
    byId("legend-hint").textContent = hint;
    this.#point();
  }

  async #name(name: string): Promise<void> {
    if (name === "") return;
    byId("name-trouble").textContent = UNNAMEABLE.test(name) ? "A name cannot be dots only, or have / \\ or % in it. Choose another one." : "";
    if (UNNAMEABLE.test(name)) return;
    try {
      await this.#document.nameVersion(name, { revision: this.#revision });
      this.#versions = await this.#document.versions();
      byId<HTMLInputElement>("version-name").value = "";
      this.#draw();
      say(`This moment is named ${name}.`);
    } catch (error) {
      byId("name-trouble").textContent = troubleOf(error).words;
    }
  }

  async #unname({ name }: Version): Promise<void> {
    byId("name-trouble").textContent = "";
    try {
      await this.#document.removeVersion(name);
      this.#versions = await this.#document.versions();
      this.#draw();
      byId("versions-title").focus();
      say(`The name ${name} was removed.`);
    } catch (error) {
      byId("name-trouble").textContent = troubleOf(error).words;
    }
  }

  #restore(): void {
    const when = this.#revision === 0 ? "before the first edit" : `on ${exactly(this.#modifiedMs ?? Date.now())}`;
    askToRestore(this.#document, this.#revision, this.#past.head, when, (revision) => {
      this.#revision = this.#past.head; // what comes next is followed
      const then = document.querySelector<HTMLInputElement>("input[name=view][value=then]");
      if (then !== null) then.checked = true;
      window.scrollTo({ top: 0 }); // where the banner is
      this.#moved(revision);
      if (revision <= this.#past.head) this.#go(this.#past.head);
      const back = byId<HTMLAnchorElement>("back").href;
      showBanner("Restored: the document is as it was then, with whatever was written meanwhile.", [
        { label: "Open the document", run: () => location.assign(back) },
        { label: "Dismiss", run: hideBanner },
      ]);
    });
  }
}
