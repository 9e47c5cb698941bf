/** Puts other elements in an element; whoever was on a button in it with the keyboard stays on the one with the same `data-key`. */
export function redraw(element: HTMLElement, children: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && element.contains(focused) ? focused.dataset["key"] : undefined;
  element.replaceChildren(...children);
  if (key === undefined) return;
  [...element.querySelectorAll<HTMLElement>("[data-key]")].find((each) => each.dataset["key"] === key)?.focus({ preventScroll: true });
}
