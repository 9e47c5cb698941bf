import { shownBy } from "./base.ts";
import type { DocumentType, Selection } from "./document-type.ts";
import { isSameStatus, statusOf, type DocumentEvents, type DocumentStatus, type Rejection } from "./document-status.ts";
import { Held, type Cause, type Editor, type EditorLink } from "./editor.ts";
import { Emitter } from "./emitter.ts";
import type { Environment } from "./environment.ts";
import { Keeper } from "./keeper.ts";
import { unacknowledged } from "./machine.ts";
import type { TextOperation } from "./operation.ts";
import type { DocumentConnection, Opening } from "./opening.ts";
import { OwnPresence } from "./own-presence.ts";
import { Participants, type Participant } from "./presence.ts";
import type { DocumentMessage, PresenceState } from "./protocol.ts";
import { Replica } from "./replica.ts";
import type { ReplicaListener } from "./replica-listener.ts";
import type { KeptDocument, Shelf } from "./shelf.ts";
import { Steps } from "./steps.ts";

/** The roles in which a user may edit. */
const EDITING_ROLES: ReadonlySet<string> = new Set(["editor", "owner"]);

/**
 * One document that is edited with others. It is opened by itself whenever there is a connection, and edited whether there is one
 * or not. Confined to the thread it is used on.
 *
 * `S` are the snapshots and `O` the operations of its type: strings and text operations if nothing else is said.
 */
export class StetDocument<S = string, O = TextOperation> extends Emitter<DocumentEvents<O>> {
  readonly id: string;
  readonly type: DocumentType<S, O>;
  /** @internal */
  readonly opening: Opening<S, O>;
  readonly #replica: Replica<S, O>;
  #keeper: Keeper<S, O> | undefined;
  #editor: Editor<S, O>;
  #hasEditor = false;
  #status: DocumentStatus = { name: "opening" };
  /** Whether an operation is shown that is not sent yet: what the editor says of the selection goes along with it. */
  #isMaking = false;
  readonly #participants: Participants<S, O>;
  readonly #own: OwnPresence;
  readonly #steps: Steps<S, O>;

  /**
   * Made by `StetClient.document`.
   *
   * @param forget tells the client that this document is closed
   */
  constructor(
    opening: Opening<S, O>,
    private readonly environment: Environment,
    private readonly forget: () => void,
  ) {
    super();
    const { id, type } = opening;
    this.id = id;
    this.type = type;
    this.opening = opening;
    this.#replica = new Replica(opening, environment, this.#listener());
    this.#editor = new Held(type);
    this.#participants = new Participants(type);
    this.#steps = new Steps(type, environment, () => this.emit("history", this.#steps.history));
    this.#own = new OwnPresence(
      environment,
      () => this.#replica.isOnline && this.#replica.state.name === "synchronized",
      (news) => this.#replica.send((revision) => ({ type: "presence:update", doc: id, revision, ...news })),
    );
  }

  get status(): DocumentStatus {
    return this.#status;
  }

  /** The revision of the log this client is at; undefined until the document was opened. */
  get revision(): number | undefined {
    const { state } = this.#replica;
    return state.name === "unopened" ? undefined : state.revision;
  }

  /** The whole document, with what is not acknowledged. It must not be changed in place. Costs as much as copying it, where an editor shows it. */
  get snapshot(): S {
    return this.#editor.read();
  }

  /** The snapshot of a document that is text. Throws where it is something else. */
  get text(): string {
    const { snapshot } = this;
    if (typeof snapshot !== "string") throw new Error(`the document is no text, doc=${this.id} type=${this.type.name}`);
    return snapshot;
  }

  /** What the user may do, as the server says: `viewer`, `commenter`, `editor` or `owner`; empty until the document was opened. */
  get role(): string {
    return this.#replica.role;
  }

  /** Whether edits are taken now: the document was opened, did not fail, and may be edited by this user. */
  get isEditable(): boolean {
    const { state, failure, role } = this.#replica;
    return state.name !== "unopened" && failure === undefined && EDITING_ROLES.has(role);
  }

  /** Whether closing the program would lose nothing made in it: all is acknowledged, or on the shelf of the client. */
  get isKept(): boolean {
    return unacknowledged(this.#replica.state) === 0 || this.#keeper?.isKept === true;
  }

  get participants(): readonly Participant[] {
    return this.#participants.shown(this.#replica.made);
  }

  /**
   * Lets an editor show the document from now on. What the document holds is put in it at once. Throws where another editor shows it, and
   * was not detached.
   *
   * @return the way back for what the user does in the editor
   */
  attach(editor: Editor<S, O>): EditorLink<O> {
    if (this.#hasEditor) throw new Error(`the document has an editor already, doc=${this.id}`);
    const { snapshot } = this;
    this.#editor = editor;
    this.#hasEditor = true;
    editor.reset(snapshot);
    let isAttached = true;
    return {
      edited: (operation, selection) => {
        if (!isAttached) throw new Error(`an editor edits that was detached, doc=${this.id}`);
        this.#steps.edited(operation, () => this.#shown(), this.#own.selection);
        this.#own.edited(selection);
        this.#send(operation);
      },
      selected: (selection) => {
        if (!isAttached) return;
        if (this.#isMaking) this.#own.edited(selection);
        else this.#own.select(selection);
      },
      detach: () => {
        if (!isAttached) return;
        isAttached = this.#hasEditor = false;
        this.#editor = new Held(this.type, editor.read());
        this.#own.select(undefined);
      },
    };
  }

  /** Edits the document from code. Costs as much as copying it. Throws InvalidOperation where it does not fit. */
  edit(operation: O): void {
    if (!this.isEditable) throw new Error(`the document takes no edits now, doc=${this.id} status=${this.#status.name}`);
    const checked = this.type.check(operation, this.snapshot);
    const { selection } = this.#own;
    this.#bring(checked, "code");
    this.#steps.edited(checked, () => this.#shown(), selection);
    this.#send(checked);
  }

  /** Whether there is an edit of this user to take back; there may be nothing left of it. */
  get canUndo(): boolean {
    return this.#steps.history.canUndo;
  }

  /** Whether there is an undo to take back; there may be nothing left of it. */
  get canRedo(): boolean {
    return this.#steps.history.canRedo;
  }

  /**
   * Takes back what is left of this user's last step: edits that followed one another within half a second. What others did stays.
   *
   * @return whether there was something to take back, in a document that takes edits now
   */
  undo(): boolean {
    return this.#step("undo");
  }

  /** Does again what was undone last. Nothing can be redone after an edit. */
  redo(): boolean {
    return this.#step("redo");
  }

  /** The next edit begins a step of its own, however soon it comes. */
  beginStep(): void {
    this.#steps.begin();
  }

  /** Ends when the document is open and everything made here is durable on the server. Fails where that will never be. */
  saved(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (status: DocumentStatus): void => {
        if (status.name === "saved") resolve();
        else if (status.name === "failed") reject(new Error(`${status.message}, doc=${this.id} code=${status.code}`));
        else return;
        stop();
      };
      const stop = this.on("status", look);
      look(this.#status);
    });
  }

  /** Tells the others something about oneself: name, colour, … It replaces what was told before. */
  announce(state: PresenceState): void {
    this.#own.announce(state);
  }

  /**
   * The document is opened now that it is known what was kept of it.
   *
   * @param shelf where it is kept from now on; nowhere if undefined
   * @param kept what was kept of it before
   * @internal
   */
  keptOn(shelf: Shelf | undefined, client: string, kept: KeptDocument | undefined): void {
    this.#keeper = shelf && new Keeper(shelf, client, this.id, this.type, this.environment, () => this.emit("kept", this.isKept));
    this.#replica.keptBy(this.#keeper, kept);
    this.#report();
  }

  /** What is on its shelf. @internal */
  get keeper(): Keeper<S, O> | undefined {
    return this.#keeper;
  }

  /** Work of another program of this user, which went on here, was refused. @internal */
  refusedElsewhere(rejection: Rejection<O>): void {
    this.emit("rejected", rejection);
  }

  /** There is a connection, and this document is not open on it. @internal */
  connected(connection: DocumentConnection): void {
    this.#replica.connected(connection);
  }

  /** The connection is gone. @internal */
  disconnected(): void {
    this.#replica.disconnected();
    this.#report();
  }

  /** Ends the editing of this document, for good and with what is not acknowledged. It can be asked for again. */
  close(): void {
    this.forget();
    this.#replica.close();
    this.#report();
  }

  /** No more attempts: the connection is over for good, or the document cannot be opened. @internal */
  fail(code: string, message: string): void {
    this.#replica.fail({ code, message });
    this.#report();
  }

  /** Handles a message about this document. @internal */
  handle(message: DocumentMessage): void {
    const { all } = this.#participants;
    if (!this.#replica.handle(message)) return;
    if (message.type === "presence:changed") this.#participants.changed(message);
    // What is acknowledged moves nobody in what is shown.
    if (all !== this.#participants.all && message.type !== "op:ack" && message.type !== "doc:opened") this.emit("participants", this.participants);
    if (message.type === "doc:role") this.emit("status", this.#status);
    this.#report();
  }

  #listener(): ReplicaListener<S, O> {
    return {
      reset: (snapshot) => this.#editor.reset(snapshot),
      shown: (operation) => {
        this.#steps.shown(operation);
        this.#show(operation, "others");
      },
      takenBack: (rollback) => {
        this.#own.outdated();
        this.#steps.refused(rollback, this.snapshot);
        this.#show(rollback, "refusal");
      },
      submitted: (seq, isRestLeft) => this.#steps.submitted(seq, isRestLeft),
      takeSelection: () => this.#own.takeSelection(),
      advanced: (operation) => this.#participants.moveOver(operation),
      introduced: () => this.#own.forgotten(),
      opened: (message) => {
        this.#participants.opened(message);
        this.emit("participants", this.participants);
      },
      rejected: (rejection) => this.emit("rejected", rejection),
      refused: (afterMs) => this.#own.refused(afterMs),
      changed: () => this.#own.flush(),
    };
  }

  #step(direction: "undo" | "redo"): boolean {
    if (!this.isEditable) return false;
    const { snapshot } = this;
    const taken = this.#steps.take(direction, snapshot, this.#own.selection);
    if (taken === undefined) return false;
    const checked = this.type.check(taken.operation, snapshot);
    this.#bring(checked, direction, taken.selection);
    this.#send(checked);
    return true;
  }

  /** An operation that was not made in the editor is shown there. Where the user is after it the editor may say meanwhile. */
  #bring(operation: O, cause: Cause, selection?: Selection): void {
    this.#own.edited(this.#moved(operation));
    this.#isMaking = true;
    try {
      this.#editor.show(operation, cause, selection);
    } finally {
      this.#isMaking = false;
    }
  }

  #send(operation: O): void {
    this.#replica.edit(operation);
    this.#report();
  }

  #show(operation: O, cause: Cause): void {
    this.#own.moved(this.#moved(operation));
    this.#editor.show(operation, cause);
  }

  /** One's own selection after an operation. */
  #moved(operation: O): Selection | undefined {
    const { selection } = this.#own;
    return selection && this.type.transformSelection(selection, operation);
  }

  /** The document with all that was made here. Costs as much as copying it, but no editor is asked. */
  #shown(): S {
    const { state, made } = this.#replica;
    return state.name === "unopened" ? this.type.empty : shownBy(this.type, state.base, made);
  }

  #report(): void {
    const { state, failure } = this.#replica;
    const status = statusOf(state, failure);
    if (isSameStatus(status, this.#status)) return;
    this.#status = status;
    this.emit("status", status);
  }
}
