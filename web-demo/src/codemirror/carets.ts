/** Where the others are, as decorations: a caret with a name on it, and what they selected. */
import { RangeSet, type ChangeDesc, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Participant } from "../client/index.ts";
import { appearanceOf, type Appearance } from "../binding/appearance.ts";

class Caret extends WidgetType {
  /** @param moves how often the participant moved: the name shows up again each time */
  constructor(
    readonly id: string,
    readonly appearance: Appearance,
    readonly moves: number,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    const { name, color } = this.appearance;
    return other.id === this.id && other.moves === this.moves && other.appearance.name === name && other.appearance.color === color;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "cm-stet-caret";
    caret.dataset["participant"] = this.id;
    caret.setAttribute("aria-hidden", "true");
    caret.style.setProperty("--stet-color", this.appearance.color);
    caret.style.setProperty("--stet-ink", this.appearance.ink);
    const name = document.createElement("span");
    name.className = "cm-stet-name";
    name.textContent = this.appearance.name;
    // Zero width spaces keep the caret as high as the line, and out of the way of line breaking.
    caret.append("\u2060", name, "\u2060");
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Where somebody was seen last. */
interface Seen {
  readonly anchor: number;
  readonly head: number;
  readonly moves: number;
}

/** Keeps the decorations for the participants of a document. */
export class Carets {
  decorations: DecorationSet = Decoration.none;
  #seen: ReadonlyMap<string, Seen> = new Map();

  /** The text changed: everybody moves with it. */
  moveOver(changes: ChangeDesc): void {
    if (this.#seen.size === 0) return;
    const moved = (position: number): number => changes.mapPos(position, -1);
    this.#seen = new Map([...this.#seen].map(([id, { anchor, head, moves }]) => [id, { anchor: moved(anchor), head: moved(head), moves }]));
    this.decorations = this.decorations.map(changes);
  }

  /**
   * Participants came, went, moved by themselves, or say something new about themselves.
   *
   * @param length of the text that is shown
   */
  place(participants: readonly Participant[], length: number): void {
    const ranges: Range<Decoration>[] = [];
    const seen = new Map<string, Seen>();
    for (const participant of participants) {
      if (participant.selection === undefined) continue;
      const { id } = participant;
      const anchor = Math.min(participant.selection.anchor, length);
      const head = Math.min(participant.selection.head, length);
      const before = this.#seen.get(id);
      const moves = (before?.moves ?? 0) + (before?.anchor === anchor && before.head === head ? 0 : 1);
      seen.set(id, { anchor, head, moves });
      const appearance = appearanceOf(participant);
      if (anchor !== head) ranges.push(selectionMark(appearance.color).range(Math.min(anchor, head), Math.max(anchor, head)));
      ranges.push(Decoration.widget({ widget: new Caret(id, appearance, moves), side: -1 }).range(head));
    }
    this.#seen = seen;
    this.decorations = RangeSet.of(ranges, true);
  }

  /** Turns names that would leave the editor at the right to the other side of their carets. */
  keepNamesInside(view: EditorView): void {
    if (this.#seen.size === 0) return;
    view.requestMeasure({
      key: this,
      read: () => {
        const edge = view.scrollDOM.getBoundingClientRect().right;
        const names = [...view.contentDOM.querySelectorAll<HTMLElement>(".cm-stet-name")];
        return names.map((name) => ({ name, isTurned: (name.parentElement as HTMLElement).getBoundingClientRect().left + name.offsetWidth > edge }));
      },
      write: (places) => {
        for (const { name, isTurned } of places) name.classList.toggle("cm-stet-name-turned", isTurned);
      },
    });
  }
}

function selectionMark(color: string): Decoration {
  return Decoration.mark({ class: "cm-stet-selection", attributes: { style: `--stet-color: ${color}` } });
}

/** How long a name stays at a caret after it moved. */
const NAME_SECONDS = 3;

export const caretTheme = EditorView.baseTheme({
  ".cm-stet-selection": { backgroundColor: "color-mix(in srgb, var(--stet-color) 32%, transparent)" },
  ".cm-stet-caret": {
    position: "relative",
    borderLeft: "2px solid var(--stet-color)",
    marginLeft: "-1px",
    marginRight: "-1px",
    pointerEvents: "auto",
  },
  ".cm-stet-name": {
    position: "absolute",
    bottom: "100%",
    left: "-2px",
    maxWidth: "16ch",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    padding: "1px 6px",
    borderRadius: "4px 4px 4px 0",
    font: "600 11px/1.45 system-ui, sans-serif",
    fontFamily: "var(--stet-label-font, system-ui, sans-serif)",
    color: "var(--stet-ink)",
    backgroundColor: "var(--stet-color)",
    userSelect: "none",
    pointerEvents: "none",
    zIndex: "5",
    animation: `cm-stet-name ${NAME_SECONDS}s ease-in forwards`,
  },
  ".cm-stet-name-turned": { left: "auto", right: "-2px", borderRadius: "4px 4px 0 4px" },
  ".cm-stet-caret:hover .cm-stet-name": { animation: "none" },
  "@keyframes cm-stet-name": { "0%, 80%": { opacity: "1" }, "100%": { opacity: "0" } },
});
