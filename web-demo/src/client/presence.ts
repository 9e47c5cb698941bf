import type { Selection, TextOperation } from "./operation.ts";
import type { DocOpened, ParticipantMessage, PresenceChanged, PresenceState } from "./protocol.ts";
import { transformSelection } from "./text.ts";

/** Somebody else who has the document open. */
export interface Participant {
  /** Names them among the participants of this document, until they come back. */
  readonly id: string;
  /** The user as the server knows it. */
  readonly user: string;
  /** Where they are in the text shown here; absent while unknown. */
  readonly selection: Selection | undefined;
  /** What they tell about themselves. It comes from others: check before use. */
  readonly state: PresenceState;
}

/** The others in a document, with their selections moved to the text that is shown here. */
export class Participants {
  #participants: ReadonlyMap<string, Participant> = new Map();

  all(): readonly Participant[] {
    return [...this.#participants.values()];
  }

  /** @param made what was made here and is not in the log, in order: selections come on a revision of the log */
  opened(message: DocOpened, made: readonly TextOperation[]): void {
    this.#participants = new Map(message.participants.map((each) => [each.participant, placed(each, made)]));
  }

  changed(message: PresenceChanged, made: readonly TextOperation[]): void {
    const participants = new Map(this.#participants);
    for (const each of message.participants) participants.set(each.participant, placed(each, made));
    for (const id of message.left) participants.delete(id);
    this.#participants = participants;
  }

  /** Something is shown, made here or by others. */
  moveOver(operation: TextOperation): void {
    this.#participants = new Map(this.all().map((each) => [each.id, moved(each, operation)]));
  }
}

function placed(message: ParticipantMessage, made: readonly TextOperation[]): Participant {
  const participant: Participant = {
    id: message.participant,
    user: message.user,
    selection: message.selection ?? undefined,
    state: message.state ?? {},
  };
  return made.reduce(moved, participant);
}

function moved(participant: Participant, operation: TextOperation): Participant {
  const { selection } = participant;
  return selection === undefined ? participant : { ...participant, selection: transformSelection(selection, operation) };
}
