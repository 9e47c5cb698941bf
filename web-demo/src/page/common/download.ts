/** The browser may begin to read a file a while after it was offered. */
const KEPT_MS = 60_000;

/** Gives the user a file. */
export function download(name: string, mediaType: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: mediaType }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
