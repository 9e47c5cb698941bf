/** The toolbar: what is formatted how, and the means to change it. */
import type Quill from "quill/core.js";
import { byId } from "../common/elements.ts";
import { offerLinks } from "./links.ts";

export function offerFormats(quill: Quill): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("#formats [data-format]")];
  const kind = byId<HTMLSelectElement>("kind");
  const editLink = offerLinks(quill);

  const show = (): void => {
    const range = quill.selection.lastRange ?? quill.selection.savedRange;
    const formats = quill.getFormat(Math.min(range.index, quill.getLength() - 1), range.length);
    for (const button of buttons) {
      const { format, value } = valueOf(button);
      button.setAttribute("aria-pressed", String(isOn(formats[format], value)));
    }
    kind.value = [...kind.options].find((option) => isKind(formats, option.value))?.value ?? "";
  };
  for (const button of buttons) {
    keepFocusInText(button);
    button.addEventListener("click", () => {
      const { format, value } = valueOf(button);
      if (format === "link") {
        editLink();
        return;
      }
      quill.focus({ preventScroll: true });
      const isPressed = button.getAttribute("aria-pressed") === "true";
      asStep(quill, () => quill.format(format, isPressed ? false : value, "user"));
      show();
    });
  }
  kind.addEventListener("change", () => {
    quill.focus({ preventScroll: true });
    asStep(quill, () => setKind(quill, kind.value));
    show();
  });
  quill.keyboard.addBinding({ key: "k", shortKey: true }, () => editLink());
  quill.on("editor-change", show);
  walkWithArrows(byId("formats"));
}

/** The format a button stands for: on or off, or one of several values. */
function valueOf({ dataset }: HTMLElement): { format: string; value: string | true } {
  return { format: dataset["format"] ?? "", value: dataset["value"] ?? true };
}

function isOn(current: unknown, value: string | true): boolean {
  if (value === true) return current !== undefined && current !== false;
  // What is ticked off is on the checklist as well.
  return current === value || (value === "unchecked" && current === "checked");
}

function isKind(formats: Readonly<Record<string, unknown>>, option: string): boolean {
  const [format = "", value = ""] = option.split(" ");
  const current = formats[format];
  if (current === undefined || current === false) return false;
  return format === "header" ? String(current) === value : value === "true" || isOn(current, value);
}

function setKind(quill: Quill, option: string): void {
  const [format = "", value = ""] = option.split(" ");
  const others = ["header", "blockquote", "code-block", "list"].filter((name) => name !== format);
  const current = quill.getFormat();
  for (const name of others) if (current[name] !== undefined) quill.format(name, false, "user");
  if (format !== "") quill.format(format, format === "header" ? Number(value) : true, "user");
}

/** What a tool does is undone by itself, without what was typed just before or after. */
function asStep(quill: Quill, change: () => void): void {
  quill.history.cutoff();
  change();
  quill.history.cutoff();
}

function keepFocusInText(button: HTMLElement): void {
  button.addEventListener("mousedown", (event) => event.preventDefault());
}

/** One stop for the Tab key; arrows walk within. */
function walkWithArrows(toolbar: HTMLElement): void {
  const stops = (): HTMLElement[] => [...toolbar.querySelectorAll<HTMLElement>("button:not(:disabled), select")];
  const makeStop = (stop: HTMLElement | undefined): void => {
    for (const each of toolbar.querySelectorAll<HTMLElement>("button, select")) each.tabIndex = each === stop ? 0 : -1;
  };
  toolbar.addEventListener("focusin", (event) => makeStop(event.target as HTMLElement));
  toolbar.addEventListener("keydown", (event) => {
    const all = stops();
    const here = all.indexOf(event.target as HTMLElement);
    const steps: Readonly<Record<string, number>> = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: all.length - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  });
  makeStop(byId("kind"));
}
