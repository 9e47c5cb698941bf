import type { HttpDocument, Version } from "../../http/index.ts";
import { byId } from "../common/elements.ts";
import type { Banner } from "./banner.ts";
import { Latest } from "./latest.ts";
import { showLegend } from "./legend.ts";
import { rename } from "./marks.ts";
import type { Authors } from "./names.ts";
import type { KnownPast } from "./timeline.ts";
import { MAX_BLAMED, showChanges, showThen, type View } from "./views.ts";

const NOW = "now";

/** What is shown of a moment: the document as it was, or what changed. */
export class Sheet {
  readonly #shown = new Latest();
  #revision = 0;
  #lengths: ReadonlyMap<string, number> = new Map();

  /**
   * @param changed the user wants to see the moment in another way
   * @param dated told when the moment that is shown was; undefined if the server does not know
   */
  constructor(
    private readonly document: HttpDocument,
    private readonly past: KnownPast,
    private readonly authors: Authors,
    private readonly trouble: Banner,
    changed: () => void,
    private readonly dated: (modifiedMs: number | undefined) => void,
  ) {
    for (const radio of window.document.querySelectorAll<HTMLInputElement>("input[name=view]")) radio.addEventListener("change", changed);
    byId("against").addEventListener("change", changed);
  }

  /** Offers to compare the moment with named ones. */
  offerComparisons(versions: readonly Version[]): void {
    const select = byId<HTMLSelectElement>("against");
    const chosen = select.value;
    select.replaceChildren(new Option("now", NOW), ...versions.map(({ name, revision }) => new Option(name, String(revision))), new Option("the very beginning", "0"));
    select.value = [...select.options].some(({ value }) => value === chosen) ? chosen : NOW;
  }

  /** Shows the document as it was from now on. */
  showThen(): void {
    const then = window.document.querySelector<HTMLInputElement>("input[name=view][value=then]");
    if (then !== null) then.checked = true;
  }

  /** Calls whoever is in it what they are called now: names may be heard later than what they wrote is shown. */
  rename(): void {
    showLegend(this.#lengths, this.authors);
    rename(byId("paper"), this.authors);
  }

  /** Shows a moment, unless the user goes on to another before that. */
  show(revision: number, delayMs: number): void {
    this.#revision = revision;
    if (this.past.head === 0) return;
    const isComparing = this.#isComparing;
    window.document.documentElement.dataset["view"] = isComparing ? "changes" : "then";
    byId("against-label").hidden = !isComparing;
    byId("sheet").setAttribute("aria-busy", "true");
    this.#shown
      .run(delayMs, (signal) => this.#load(signal).then(() => true))
      .then(
        (isDone) => {
          if (isDone !== true) return;
          this.trouble.pass();
          byId("sheet").setAttribute("aria-busy", "false");
        },
        (error: unknown) => this.trouble.tell(error, () => this.show(this.#revision, 0)),
      );
  }

  get #isComparing(): boolean {
    return window.document.querySelector<HTMLInputElement>("input[name=view]:checked")?.value === "changes";
  }

  async #load(signal: AbortSignal): Promise<void> {
    const revision = this.#revision;
    if (!this.#isComparing) return showThen(this.document, revision, this.#blamedFrom(revision), this.authors, signal, (view) => this.#put(view));
    const chosen = byId<HTMLSelectElement>("against").value;
    const against = chosen === NOW ? this.past.head : Number(chosen);
    const view = await showChanges(this.document, Math.min(revision, against), Math.max(revision, against), this.authors, signal);
    if (signal.aborted) return;
    this.#put(revision < against ? { ...view, modifiedMs: (await this.document.about({ revision, signal })).modifiedMs } : view);
  }

  /** Where to begin to look who wrote what. */
  #blamedFrom(revision: number): number {
    const { scale } = this.past;
    const from = Math.max(revision - MAX_BLAMED, 0);
    if (from === 0 || from < scale.least) return Math.min(from, scale.least);
    const sitting = scale.sittingOf(from);
    return sitting?.squashed === true ? Math.min(sitting.last, revision) : from;
  }

  #put({ elements, modifiedMs, lengths = new Map(), unsigned = 0, trouble }: View): void {
    byId("paper").replaceChildren(...elements);
    byId("paper").dataset["empty"] = String(byId("paper").textContent === "");
    byId("legend-title").textContent = this.#isComparing ? "Who changed this" : "Who wrote this";
    this.#lengths = lengths;
    showLegend(lengths, this.authors);
    const hint = this.#hint(lengths.size === 0, unsigned > 0, trouble);
    byId("legend-hint").hidden = hint === "";
    byId("legend-hint").textContent = hint;
    this.dated(Number.isNaN(modifiedMs) ? undefined : modifiedMs);
  }

  #hint(isNobodys: boolean, isOlder: boolean, trouble: string | undefined): string {
    if (trouble !== undefined) return `Nobody's colour is shown: ${trouble}`;
    if (this.#isComparing && isNobodys) return "Nothing changed between the two moments.";
    return isOlder ? `What is older than the last ${MAX_BLAMED.toLocaleString()} edits before this moment has no colour.` : "";
  }
}
