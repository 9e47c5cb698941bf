import { StetClient } from "../../client/index.ts";
import type { HttpDocument } from "../../http/index.ts";
import { shareSecret, token } from "../common/account.ts";
import { keepName, knownNames } from "../common/acquaintances.ts";
import { addressOf, endpoint, kindOf, titleOf } from "../common/address.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId } from "../common/elements.ts";
import { overHttp } from "../common/server.ts";
import { Banner } from "./banner.ts";
import { Authors } from "./names.ts";
import { Naming } from "./naming.ts";
import { askToRestore } from "./restore.ts";
import { Sheet } from "./sheet.ts";
import { hasUnlisted, listMore, listSittings, pointSitting } from "./sittings.ts";
import { Slider } from "./slider.ts";
import { KnownPast } from "./timeline.ts";
import { counted, dayOf, exactly, hourOf, stretchOf } from "./times.ts";
import { listVersions, pointVersion } from "./versions.ts";
import { watch } from "./watch.ts";

/** While the user moves on, nothing is asked for. */
const SHOW_DELAY_MS = 120;
/** News of edits are gathered for so long. */
const NEWS_DELAY_MS = 1_000;

/** The page of one document's past. */
export class PastPage {
  readonly #document: HttpDocument;
  readonly #past: KnownPast;
  readonly #authors = new Authors();
  readonly #slider = new Slider((revision) => this.#go(revision));
  readonly #naming: Naming;
  readonly #sheet: Sheet;
  readonly #trouble: Banner;
  #revision = 0;
  /** The newest revision that was heard of; it may not be on the line yet. */
  #newest = 0;
  #isReadingOn = false;
  /** When the moment that is shown was; undefined while it is not known. */
  #modifiedMs: number | undefined;
  /** Undefined while it is not known. */
  #mayEdit: boolean | undefined;

  constructor(private readonly id: string) {
    this.#document = overHttp(id);
    this.#past = new KnownPast(this.#document);
    this.#trouble = new Banner(id);
    this.#naming = new Naming(this.#document, () => this.#draw());
    this.#sheet = new Sheet(this.#document, this.#past, this.#authors, this.#trouble, () => this.#sheet.show(this.#revision, 0), (modifiedMs) => {
      this.#modifiedMs = modifiedMs;
      this.#point();
    });
  }

  async open(): Promise<void> {
    for (const [user, name] of knownNames()) this.#authors.learn(user, name);
    const title = titleOf(this.id);
    document.title = `History of ${title} – Stet`;
    byId("title").textContent = title;
    byId<HTMLAnchorElement>("back").href = addressOf("edit", this.id);
    try {
      const [{ docType }] = await Promise.all([this.#document.about(), this.#naming.read(), this.#past.readOn()]);
      byId<HTMLAnchorElement>("back").href = addressOf(kindOf(docType), this.id);
      byId("paper").dataset["type"] = docType;
      this.#listen();
      this.#draw();
      await this.#goFar(this.#momentInAddress());
      this.#watch(docType);
    } catch (error) {
      this.#trouble.tell(error, () => location.reload());
      const { dataset } = document.documentElement;
      dataset["state"] = dataset["stage"] = "failed";
    }
  }

  #listen(): void {
    byId("more").addEventListener("click", () => void this.#listMore());
    byId("restore").addEventListener("click", () => this.#restore());
    this.#naming.offer(() => this.#revision);
  }

  /** Follows the document: others go on writing while one looks back. */
  #watch(docType: string): void {
    const client = new StetClient(endpoint(), token() === undefined ? {} : { token: () => token() ?? "" });
    watch(client, this.id, docType, shareSecret(this.id), {
      moved: (revision) => this.#moved(revision),
      mayEdit: (may) => {
        this.#mayEdit = may;
        this.#draw();
      },
      met: (user, name) => {
        keepName(user, name);
        if (!this.#authors.learn(user, name)) return;
        this.#draw();
        this.#sheet.rename();
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

  /** Reads what was before what is on the line; returns whether that could be done. */
  async #readBack(again: () => void): Promise<boolean> {
    try {
      await this.#past.readBack();
    } catch (error) {
      this.#trouble.tell(error, again);
      return false;
    }
    this.#draw();
    return true;
  }

  async #listMore(): Promise<void> {
    listMore();
    if (hasUnlisted(this.#past.sittings) || !this.#past.hasMore) this.#draw();
    else await this.#readBack(() => void this.#listMore());
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
    const { versions } = this.#naming;
    this.#slider.draw(scale, versions, this.#authors);
    listSittings(sittings, this.#authors, (revision) => this.#go(revision));
    listVersions(versions, this.#mayEdit === true, { go: (revision) => void this.#goFar(revision), remove: (version) => void this.#naming.remove(version) });
    byId("more").hidden = !hasMore && !hasUnlisted(sittings);
    byId("name-form").hidden = byId("restore").hidden = this.#mayEdit !== true;
    byId("only-viewer").hidden = this.#mayEdit !== false;
    this.#sheet.offerComparisons(versions);
    this.#point();
  }

  /** Goes to a moment that may lie before those on the line. */
  async #goFar(revision: number): Promise<void> {
    while (this.#past.hasMore && revision < this.#past.scale.least) {
      if (!(await this.#readBack(() => void this.#goFar(revision)))) return;
    }
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
    this.#sheet.show(revision, SHOW_DELAY_MS);
  }

  #momentInAddress(): number {
    const { head } = this.#past;
    const named = new URL(location.href).searchParams.get("at") ?? "";
    return /^\d{1,15}$/.test(named) ? Math.min(Number(named), head) : head;
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
  }

  /** The moment in words. */
  #when(): string {
    if (this.#revision === this.#past.head) return "Now";
    if (this.#revision === 0) return "Before the first edit";
    const sitting = this.#past.scale.sittingOf(this.#revision);
    if (this.#modifiedMs !== undefined) return `${dayOf(this.#modifiedMs)}, ${hourOf(this.#modifiedMs)}`;
    return sitting === undefined ? `Edit ${this.#revision}` : `${dayOf(sitting.begun)}, ${stretchOf(sitting.begun, sitting.ended)}`;
  }

  #restore(): void {
    const after = this.#modifiedMs === undefined ? `after edit ${this.#revision.toLocaleString()}` : `on ${exactly(this.#modifiedMs)}`;
    const when = this.#revision === 0 ? "before the first edit" : after;
    askToRestore(this.#document, this.#revision, this.#past.head, when, (revision) => {
      this.#revision = this.#past.head; // what comes next is followed
      this.#sheet.showThen();
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
