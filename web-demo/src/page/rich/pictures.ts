/** Says what becomes of pictures and other files that are dropped or pasted: documents of these pages keep none. */
import type Quill from "quill/core.js";
import { hideBanner, showBanner } from "../common/banner.ts";

const ABOUT = "pictures";
const WHAT_TO_DO = "Put them where others can open them, and set links to them here.";

export function refusePictures(quill: Quill): void {
  const look = (data: DataTransfer | null): void => {
    if (data === null || !quill.isEnabled()) return;
    const html = data.getData("text/html");
    const isText = html.replace(/<[^>]*>/g, "").trim() !== "" || data.getData("text/plain").trim() !== "";
    if (data.files.length > 0 && !isText) tell(`Pictures and other files cannot be kept in a document, so nothing was added. ${WHAT_TO_DO}`);
    else if (/<img\b/i.test(html)) tell(`The text was added without its pictures, which a document cannot keep. ${WHAT_TO_DO}`);
  };
  // before the editor hears of it, which stops some of these
  quill.container.addEventListener("drop", ({ dataTransfer }) => look(dataTransfer), true);
  quill.container.addEventListener("paste", ({ clipboardData }) => look(clipboardData), true);
}

function tell(words: string): void {
  showBanner(words, [{ label: "Dismiss", run: () => hideBanner(ABOUT) }], ABOUT);
}
