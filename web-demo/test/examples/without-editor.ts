import { StetClient } from "stet-client";

/** Appends a line as soon as the document is there, and ends when it is durable. */
export function appendLine(url: string, id: string, line: string): Promise<void> {
  const client = new StetClient(url);
  const document = client.document(id);
  let isWritten = false;
  return new Promise((resolve, reject) => {
    document.on("status", (status) => {
      if (status.name === "failed") reject(new Error(status.message));
      if (status.name !== "saved") return;
      if (isWritten) {
        client.close();
        resolve();
        return;
      }
      isWritten = true;
      document.edit(document.text === "" ? [line] : [document.text.length, line]);
    });
  });
}
