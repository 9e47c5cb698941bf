import type { HttpDocument, Version } from "../../http/index.ts";
import { byId, say } from "../common/elements.ts";
import { troubleOf } from "../common/words.ts";

/** The named versions of a document: read, given to moments, and taken away. */
export class Naming {
  #versions: readonly Version[] = [];

  /** @param changed told when there are others than before */
  constructor(
    private readonly document: HttpDocument,
    private readonly changed: () => void,
  ) {}

  get versions(): readonly Version[] {
    return this.#versions;
  }

  async read(): Promise<void> {
    this.#versions = await this.document.versions();
  }

  /** Lets the user name the moment they look at. */
  offer(revision: () => number): void {
    byId("name-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#name(byId<HTMLInputElement>("version-name").value.trim(), revision());
    });
  }

  async #name(name: string, revision: number): Promise<void> {
    if (name === "") return;
    await this.#carryOut(async () => {
      await this.document.nameVersion(name, { revision });
      byId<HTMLInputElement>("version-name").value = "";
      say(`This moment is named ${name}.`);
    });
  }

  async remove({ name }: Version): Promise<void> {
    await this.#carryOut(async () => {
      await this.document.removeVersion(name);
      say(`The name ${name} was removed.`);
      byId("versions-title").focus();
    });
  }

  /** Does something, and shows what came of it: the names as they are then, or why it was not done. */
  async #carryOut(change: () => Promise<void>): Promise<void> {
    byId("name-trouble").textContent = "";
    try {
      await change();
      await this.read();
      this.changed();
    } catch (error) {
      byId("name-trouble").textContent = troubleOf(error, { bad_message: "A name has 1 to 128 characters, all of which can be seen." }).words;
    }
  }
}
