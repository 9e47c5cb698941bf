/** Returns the element of the page with this id. Throws where the page and its script do not belong together. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no such element, id=${id}`);
  return element as T;
}

/** Makes an element with a class and a text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Tells those who listen to the page rather than look at it. */
export function say(text: string): void {
  byId("live").textContent = text;
}
