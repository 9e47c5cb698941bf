import type { StetDocument } from "../../src/client/index.ts";
import { Device } from "./memory-shelf.ts";
import { ModelServer } from "./model-server.ts";
import { Random } from "./random.ts";
import { VirtualClock, VirtualNetwork } from "./simulation.ts";
import { Tab } from "./tab.ts";

/** A tab with a document that is open in it. */
export interface Opened {
  readonly tab: Tab;
  readonly document: StetDocument;
}

/** A device with tabs, and a server. */
export class World {
  readonly clock = new VirtualClock();
  readonly server = new ModelServer();
  readonly random = new Random(1);
  readonly network = new VirtualNetwork(this.clock, this.random, this.server, 5);
  readonly device = new Device(this.clock, this.random, 3);
  #tabs = 0;

  tab(): Tab {
    this.#tabs += 1;
    return new Tab(`tab-${this.#tabs}`, this.network, this.device);
  }

  /** Opens a document in a tab of its own, and waits for a while, in milliseconds. */
  async open(waitMs = 60_000, id = "minutes"): Promise<Opened> {
    const tab = this.tab();
    const document = tab.client.document(id);
    await this.pass(waitMs);
    return { tab, document };
  }

  pass(ms = 60_000): Promise<void> {
    return this.clock.pass(ms);
  }

  /** What the server has of the document that most are about. */
  get stored(): unknown {
    return this.server.document("minutes").snapshot;
  }

  async offline(): Promise<void> {
    this.network.isUp = false;
    this.server.crash(1006);
    await this.pass(100);
  }

  /** There is a connection again, and time to use it. */
  async online(): Promise<void> {
    this.network.isUp = true;
    await this.pass();
  }

  /** A tab that was ended with an edit that nobody had: made without a connection. */
  async ended(text = "left. "): Promise<void> {
    const { tab, document } = await this.open();
    await this.offline();
    type(document, text);
    await this.pass(100);
    tab.end();
  }
}

/** Writes at the end of a text. */
export function type(document: StetDocument, text: string): void {
  document.edit([...(document.text.length === 0 ? [] : [document.text.length]), text]);
}
