interface Step {
  readonly put: Set<string>;
  readonly taken: Set<string>;
}

/**
 * What undo has to do, told without operations: every character is typed once, so a document is a set of characters, and a step is what
 * it put in and what it took away. Who deletes a character for good takes it out of all steps.
 */
export class Remembered {
  readonly visible: Set<string>;
  /** What there was at the beginning and what others typed, without what others deleted. */
  readonly others: Set<string>;
  #undos: Step[] = [];
  #redos: Step[] = [];

  constructor(characters: readonly string[]) {
    this.visible = new Set(characters);
    this.others = new Set(characters);
  }

  mine(deleted: readonly string[], inserted: readonly string[], isJoined: boolean): void {
    if (deleted.length + inserted.length === 0) return;
    const step = (isJoined ? this.#undos.pop() : undefined) ?? { put: new Set(), taken: new Set() };
    for (const each of deleted) {
      if (!step.put.delete(each)) step.taken.add(each);
      this.visible.delete(each);
    }
    for (const each of inserted) {
      step.put.add(each);
      this.visible.add(each);
    }
    this.#undos.push(step);
    this.#redos = [];
  }

  theirs(deleted: readonly string[], inserted: readonly string[]): void {
    for (const each of deleted) {
      this.visible.delete(each);
      this.others.delete(each);
      for (const { put, taken } of [...this.#undos, ...this.#redos]) {
        put.delete(each);
        taken.delete(each);
      }
    }
    for (const each of inserted) {
      this.visible.add(each);
      this.others.add(each);
    }
  }

  /** Returns whether there was something to undo. */
  undo(): boolean {
    return this.#move(this.#undos, this.#redos);
  }

  /** Returns whether there was something to redo. */
  redo(): boolean {
    return this.#move(this.#redos, this.#undos);
  }

  #move(from: Step[], to: Step[]): boolean {
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      if (step.put.size + step.taken.size === 0) continue;
      for (const each of step.put) this.visible.delete(each);
      for (const each of step.taken) this.visible.add(each);
      to.push({ put: step.taken, taken: step.put });
      return true;
    }
    return false;
  }
}
