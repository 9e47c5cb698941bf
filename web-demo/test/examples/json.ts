import ot from "ot-json0";
import { StetClient } from "stet-client";
import { json0, type Json } from "stet-client/ottypes";

/** Counts a vote in a JSON document, and returns all of them when it is durable. */
export async function vote(url: string, id: string, answer: string): Promise<Json> {
  const client = new StetClient(url);
  const poll = client.document(id, { type: json0(ot.type) });
  await poll.saved();
  if (poll.snapshot === null) poll.edit([{ p: [], oi: { yes: 0, no: 0 } }]);
  poll.edit([{ p: [answer], na: 1 }]);
  await poll.saved();
  client.close();
  return poll.snapshot;
}
