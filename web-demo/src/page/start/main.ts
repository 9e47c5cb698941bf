/** The start page: new documents, and the way to the page of the document that the address names. */
import { addressOf, apiAddress, documentInAddress, freshName, kindOf } from "../common/address.ts";
import { byId } from "../common/elements.ts";

const named = documentInAddress();
if (named === undefined) byId<HTMLAnchorElement>("new").href = addressOf("edit", freshName());
else void goTo(named);

/** Goes to the page of a document's type; to the editor if it does not exist yet, or nobody says. */
async function goTo(id: string): Promise<void> {
  const type = await fetch(`${apiAddress()}documents/${id}`, { method: "HEAD" }).then(
    (answer) => answer.headers.get("Stet-Document-Type") ?? "text",
    () => "text",
  );
  location.replace(addressOf(kindOf(type), id));
}
