import { StetClient } from "stet-client";

/** Appends a line to a text, and ends when it is durable. */
export async function appendLine(url: string, id: string, line: string): Promise<void> {
  const client = new StetClient(url);
  const document = client.document(id);
  await document.saved();
  document.edit(document.text === "" ? [line] : [document.text.length, line]);
  await document.saved();
  client.close();
}
