import type { Sitting, Version } from "../../http/index.ts";
import { byId, make } from "../common/elements.ts";
import type { Authors } from "./names.ts";
import { Scale } from "./scale.ts";

/** A line over the document's past, with a stretch for each sitting and a flag for each named version. */
export class Slider {
  readonly #element = byId("slider");
  readonly #thumb = byId("thumb");
  #scale = new Scale([]);
  #revision = 0;

  /** @param moved told of each revision that the user goes to */
  constructor(private readonly moved: (revision: number) => void) {
    this.#element.addEventListener("keydown", (event) => this.#pressed(event));
    this.#element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#element.setPointerCapture(event.pointerId);
      this.#pointed(event);
    });
    this.#element.addEventListener("pointermove", (event) => {
      if (this.#element.hasPointerCapture(event.pointerId)) this.#pointed(event);
    });
    byId("earlier").addEventListener("click", () => this.#go(this.#scale.turned(this.#revision, -1)));
    byId("later").addEventListener("click", () => this.#go(this.#scale.turned(this.#revision, 1)));
  }

  /** Draws the line. */
  draw(scale: Scale, versions: readonly Version[], authors: Authors): void {
    this.#scale = scale;
    this.#element.setAttribute("aria-valuemin", String(scale.least));
    this.#element.setAttribute("aria-valuemax", String(scale.most));
    byId("stretches").replaceChildren(
      ...scale.stretches.map(({ sitting, start, end }) => {
        const stretch = make("div", "stretch");
        stretch.style.left = percent(start);
        stretch.style.width = percent(end - start);
        const fill = make("div", "fill");
        fill.style.background = shares(sitting, authors);
        stretch.append(fill);
        return stretch;
      }),
    );
    byId("flags").replaceChildren(
      ...versions
        .filter(({ revision }) => revision >= scale.least && revision <= scale.most)
        .map(({ revision }) => {
          const flag = make("div", "flag");
          flag.style.left = percent(scale.positionOf(revision));
          return flag;
        }),
    );
  }

  /** Shows which revision is looked at. @param words for those who do not see the line */
  point(revision: number, words: string): void {
    this.#revision = revision;
    this.#element.setAttribute("aria-valuenow", String(revision));
    this.#element.setAttribute("aria-valuetext", words);
    this.#thumb.style.left = percent(this.#scale.positionOf(revision));
    byId<HTMLButtonElement>("earlier").disabled = revision <= this.#scale.least;
    byId<HTMLButtonElement>("later").disabled = revision >= this.#scale.most;
  }

  #go(revision: number): void {
    if (revision !== this.#revision) this.moved(revision);
  }

  #pointed(event: PointerEvent): void {
    const { left, width } = byId("stretches").parentElement?.getBoundingClientRect() ?? this.#element.getBoundingClientRect();
    this.#go(this.#scale.revisionAt((event.clientX - left) / width));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const revision = this.#target(event.key, event.shiftKey ? 10 : 1);
    if (revision === undefined) return;
    event.preventDefault();
    this.#go(revision);
  }

  #target(key: string, by: number): number | undefined {
    switch (key) {
      case "ArrowLeft":
      case "ArrowDown":
        return this.#scale.moved(this.#revision, -by);
      case "ArrowRight":
      case "ArrowUp":
        return this.#scale.moved(this.#revision, by);
      case "PageDown":
        return this.#scale.turned(this.#revision, -1);
      case "PageUp":
        return this.#scale.turned(this.#revision, 1);
      case "Home":
        return this.#scale.least;
      case "End":
        return this.#scale.most;
      default:
        return undefined;
    }
  }
}

/** The colours of a sitting's authors, each as long as what they did of it. */
function shares({ authors }: Sitting, names: Authors): string {
  const all = Object.entries(authors);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  let done = 0;
  const stops = all.map(([id, count]) => {
    const from = percent(done / total);
    done += count;
    return `${names.of(id).color} ${from} ${percent(done / total)}`;
  });
  return stops.length === 1 ? names.of(all[0]?.[0] ?? "").color : `linear-gradient(to right, ${stops.join(", ")})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
