/** Cards are dragged with the mouse, or by their grips with a finger. */
import type { Actions } from "./actions.ts";

/** How far the pointer goes before it is a drag, in pixels. */
const THRESHOLD = 5;
/** How near the edge of the board a drag scrolls it, and how far at once. */
const EDGE = 48;
const SCROLL_STEP = 14;

interface Drag {
  readonly pointer: number;
  readonly card: HTMLElement;
  /** Where it began, in the board with all that is scrolled away. */
  readonly x: number;
  readonly y: number;
  /** Shows where the card would land; in the page only once it is a drag. */
  readonly landing: HTMLElement;
  isMoving: boolean;
}

export function offerDragging(board: HTMLElement, actions: Actions): void {
  let drag: Drag | undefined;

  const end = (isDropped: boolean): void => {
    if (drag === undefined) return;
    const { card, landing, isMoving } = drag;
    drag = undefined;
    const place = isMoving ? placeOf(landing, card) : undefined;
    landing.remove();
    card.classList.remove("dragged");
    card.style.removeProperty("transform");
    if (isDropped && !isMoving) card.querySelector("textarea")?.focus();
    if (isDropped && place !== undefined) actions.moveCard(card.dataset["card"] ?? "", place.column, place.index);
  };

  board.addEventListener("pointerdown", (event) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".ticket") : null;
    if (drag !== undefined || card === null || event.button !== 0 || !actions.isEditable || !startsDrag(event, card)) return;
    event.preventDefault();
    const landing = document.createElement("li");
    landing.className = "landing";
    landing.setAttribute("aria-hidden", "true");
    drag = { pointer: event.pointerId, card, x: event.clientX + board.scrollLeft, y: event.clientY + scrollY, landing, isMoving: false };
    board.setPointerCapture(event.pointerId);
  });
  board.addEventListener("pointermove", (event) => {
    if (drag?.pointer !== event.pointerId) return;
    const [dx, dy] = [event.clientX + board.scrollLeft - drag.x, event.clientY + scrollY - drag.y];
    if (!drag.isMoving && Math.hypot(dx, dy) < THRESHOLD) return;
    drag.isMoving = true;
    drag.card.classList.add("dragged");
    drag.card.style.transform = `translate(${dx}px, ${dy}px) rotate(1.5deg)`;
    drag.landing.style.height = `${drag.card.offsetHeight}px`;
    land(board, drag, event);
    scrollNearEdge(board, event.clientX);
  });
  board.addEventListener("pointerup", ({ pointerId }) => pointerId === drag?.pointer && end(true));
  board.addEventListener("pointercancel", ({ pointerId }) => pointerId === drag?.pointer && end(false));
  board.addEventListener("lostpointercapture", ({ pointerId }) => pointerId === drag?.pointer && end(false));
  window.addEventListener("keydown", ({ key }) => key === "Escape" && end(false));
}

/** A field that is written in wants the mouse for its text, and a finger scrolls. */
function startsDrag({ target, pointerType }: PointerEvent, card: HTMLElement): boolean {
  if (!(target instanceof Element) || target.closest("button") !== null) return false;
  if (target.closest(".grip") !== null) return true;
  return pointerType === "mouse" && document.activeElement !== card.querySelector("textarea");
}

function land(board: HTMLElement, { card, landing }: Drag, { clientX, clientY }: PointerEvent): void {
  const columns = [...board.querySelectorAll<HTMLElement>(".column")];
  const column = columns.find((each) => clientX < each.getBoundingClientRect().right) ?? columns.at(-1);
  const cards = column?.querySelector(".cards");
  const below = [...(cards?.querySelectorAll<HTMLElement>(".ticket") ?? [])].find((each) => each !== card && clientY < middleOf(each));
  cards?.insertBefore(landing, below ?? null);
}

function middleOf(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

function placeOf(landing: HTMLElement, card: HTMLElement): { column: string; index: number } | undefined {
  const column = landing.closest<HTMLElement>(".column")?.dataset["column"];
  if (column === undefined) return undefined;
  const before = [...(landing.parentElement?.children ?? [])].filter((each) => each !== card);
  return { column, index: before.indexOf(landing) };
}

function scrollNearEdge(board: HTMLElement, x: number): void {
  const { left, right } = board.getBoundingClientRect();
  if (x > Math.min(right, innerWidth) - EDGE) board.scrollLeft += SCROLL_STEP;
  if (x < left + EDGE) board.scrollLeft -= SCROLL_STEP;
}
