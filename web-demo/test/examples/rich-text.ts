import Delta from "quill-delta";
import { StetClient } from "stet-client";
import { richText } from "stet-client/ottypes";

/** Puts a heading on top of a rich text, and returns the whole when it is durable. */
export async function addHeading(url: string, id: string, heading: string): Promise<Delta> {
  const client = new StetClient(url);
  const letter = client.document(id, { type: richText(Delta) });
  await letter.saved();
  letter.edit(new Delta().insert(heading).insert("\n", { header: 1 }));
  await letter.saved();
  client.close();
  return letter.snapshot;
}
