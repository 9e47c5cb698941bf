import { isDocumentId } from "../common/address.ts";
import { byId } from "../common/elements.ts";

/** Lets the user open a document by its name, or by a link that was pasted. */
export function offerOpening(open: (id: string) => void): void {
  const input = byId<HTMLInputElement>("open-name");
  const trouble = byId("open-trouble");
  input.addEventListener("input", () => {
    trouble.textContent = "";
    input.removeAttribute("aria-invalid");
  });
  byId("open").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    const link = linkOf(typed);
    if (link !== undefined) {
      location.assign(link);
    } else if (isDocumentId(typed)) {
      open(typed);
    } else {
      const isLink = /^https?:\/\//i.test(typed);
      trouble.textContent = isLink ? "This link leads to another server. Open it in the browser's address bar." : "A document's name has at most 128 letters, digits, or any of . _ ~ - in it, and no spaces.";
      input.setAttribute("aria-invalid", "true");
      input.focus();
    }
  });
}

/** The address of a link to this server's pages; undefined if it is none. */
function linkOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const link = new URL(text);
  return link.origin === location.origin ? link.href : undefined;
}
