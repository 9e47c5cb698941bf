import type { Editor, EditorLink, Participant, StetDocument } from "../client/index.ts";
import type { Json, Json0Operation, Path } from "../ottypes/index.ts";
import { diffJson, replacement } from "../ottypes/json-diff.ts";
import { isList, valueAt } from "../ottypes/json.ts";
import { isSame } from "./same.ts";

/** What is called when a value changed: with the new one, or undefined when there is none any more. */
type Watcher = (value: Json | undefined) => void;

interface Watch {
  readonly path: Path;
  readonly watcher: Watcher;
  /** What it was told last. */
  told: Json | undefined;
}

/** Makes a JSON document a live object. */
export function live(document: StetDocument<Json, Json0Operation>): LiveJson {
  return new LiveJson(document);
}

/**
 * A JSON document that is read, edited and watched by paths: keys of objects and indexes of lists from the root, as in
 * `["cards", 2, "title"]`; `[]` is the whole document, `null` at first. Values are shared and must not be changed in place.
 *
 * Edits are shown at once, and sent. They throw InvalidOperation where a path leads nowhere, and an Error while the document takes no edits
 * (`document.isEditable`). Undo and redo are the document's. Confined to the thread it is used on.
 */
export class LiveJson {
  readonly #document: StetDocument<Json, Json0Operation>;
  readonly #link: EditorLink<Json0Operation>;
  readonly #watches = new Set<Watch>();
  #value: Json = null;

  /** Made by {@link live}. */
  constructor(document: StetDocument<Json, Json0Operation>) {
    this.#document = document;
    const editor: Editor<Json, Json0Operation> = {
      read: () => this.#value,
      reset: (snapshot) => this.#become(snapshot),
      show: (operation) => this.#become(document.type.apply(this.#value, operation)),
    };
    this.#link = document.attach(editor);
  }

  /** The value at a path; undefined where there is none. */
  at(path: Path): Json | undefined {
    return valueAt(this.#value, path);
  }

  /** Puts a value at a path: in place of what is there, or as a new member of an object. */
  set(path: Path, value: Json): void {
    this.#document.edit([replacement(path, this.at(path) ?? null, value)]);
  }

  /** Makes the value at a path this one by as fine an operation as there is: what others do to the rest of it meanwhile stands. */
  update(path: Path, value: Json): void {
    const before = this.at(path);
    if (before === undefined) this.set(path, value);
    else if (!isSame(before, value)) this.#document.edit(diffJson(before, value, path));
  }

  /** Inserts a value into a list; the last of the path is its index there. */
  insert(path: Path, value: Json): void {
    this.#document.edit([{ p: path, li: value }]);
  }

  /** Takes a member out of its object, or an element out of its list. */
  remove(path: Path): void {
    this.#document.edit([typeof path.at(-1) === "number" ? { p: path, ld: null } : { p: path, od: null }]);
  }

  /** Moves an element of a list to another index: the one it has afterwards. */
  move(path: Path, index: number): void {
    if (path.at(-1) !== index) this.#document.edit([{ p: path, lm: index }]);
  }

  /** Adds to a number. What others add meanwhile is added, too. */
  increment(path: Path, by: number): void {
    this.#document.edit([{ p: path, na: by }]);
  }

  /** Appends to a list. */
  append(path: Path, value: Json): void {
    const list = this.at(path);
    this.insert([...path, isList(list) ? list.length : 0], value);
  }

  /** Makes several edits one: they are sent together, and undone together. */
  edit(operation: Json0Operation): void {
    this.#document.edit(operation);
  }

  /**
   * Calls a function whenever the value at a path changed, by whomever, or anything in it. The path stays what it is: after an insert before it,
   * an index is that of another element.
   *
   * @return ends that
   */
  watch(path: Path, watcher: Watcher): () => void {
    const watch = { path, watcher, told: this.at(path) };
    this.#watches.add(watch);
    return () => this.#watches.delete(watch);
  }

  /**
   * Shows the others that this user is at a value. It goes along with the value when it moves, and is gone with it. In a text it is a
   * selection, with offsets in UTF-16 code units.
   */
  point(path: Path, anchor = 0, head = anchor): void {
    this.#link.selected({ path, anchor, head });
  }

  /** Shows the others no place any more. */
  unpoint(): void {
    this.#link.selected(undefined);
  }

  /** The others who are at a value, or at anything in it: each with the `selection` that they point at. */
  pointersAt(path: Path): readonly Participant[] {
    return this.#document.participants.filter(({ selection }) => path.every((step, index) => selection?.path?.[index] === step) && selection?.path !== undefined);
  }

  /** Ends all of this; the document keeps its value. */
  close(): void {
    this.#watches.clear();
    this.#link.detach();
  }

  /** Watchers may edit, and end their watching or others': each is told what the value is by then, once. */
  #become(value: Json): void {
    this.#value = value;
    for (const watch of [...this.#watches]) {
      const now = this.at(watch.path);
      if (!this.#watches.has(watch) || isSame(watch.told, now)) continue;
      watch.told = now;
      try {
        watch.watcher(now);
      } catch (error) {
        console.error("stet: a watcher failed", error);
      }
    }
  }
}
