import { isSameSelection, type DocumentType, type Selection } from "./document-type.ts";
import type { DocOpened, ParticipantMessage, PresenceChanged, PresenceState } from "./protocol.ts";

/** Somebody else who has the document open. */
export interface Participant {
  /** Names them among the participants of this document, until they come back. */
  readonly id: string;
  /** The user as the server knows it. */
  readonly user: string;
  /** Where they are in the document shown here; absent while unknown. */
  readonly selection: Selection | undefined;
  /** What they tell about themselves. It comes from others: check before use. */
  readonly state: PresenceState;
}

/**
 * The others in a document. Their selections are kept on the revision of the log this client is at, and moved over what was made here
 * only when asked for: so they end where the server has them, in whatever order operations came.
 */
export class Participants<S, O> {
  #participants: ReadonlyMap<string, Participant> = new Map();

  constructor(private readonly type: DocumentType<S, O>) {}

  /** As the log has them: the same object until one of them is another. */
  get all(): ReadonlyMap<string, Participant> {
    return this.#participants;
  }

  /** @param made what was made here and is not in the log, in order */
  shown(made: readonly O[]): readonly Participant[] {
    return [...this.#participants.values()].map((each) => made.reduce((participant, operation) => this.#moved(participant, operation), each));
  }

  opened(message: DocOpened): void {
    this.#participants = new Map(message.participants.map((each) => [each.participant, decodeParticipant(each)]));
  }

  changed(message: PresenceChanged): void {
    const participants = new Map(this.#participants);
    for (const each of message.participants) participants.set(each.participant, decodeParticipant(each));
    for (const id of message.left) participants.delete(id);
    this.#participants = participants;
  }

  /** The log has one more operation, made here or by others. */
  moveOver(operation: O): void {
    const moved = [...this.#participants.values()].map((each) => this.#moved(each, operation));
    if (moved.some((each) => this.#participants.get(each.id) !== each)) this.#participants = new Map(moved.map((each) => [each.id, each]));
  }

  /** The same object, if the participant stays in the same place. */
  #moved(participant: Participant, operation: O): Participant {
    const { selection } = participant;
    if (selection === undefined) return participant;
    const moved = this.type.transformSelection(selection, operation);
    return isSameSelection(moved, selection) ? participant : { ...participant, selection: moved };
  }
}

function decodeParticipant({ participant, user, selection, state }: ParticipantMessage): Participant {
  return { id: participant, user, selection: selection ?? undefined, state: state ?? {} };
}
