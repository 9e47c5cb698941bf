/** The history page: a document's past, moment by moment. */
import { documentInAddress } from "../common/address.ts";
import { showBanner } from "../common/banner.ts";
import { startAddress } from "../common/address.ts";
import { PastPage } from "./page.ts";

const id = documentInAddress();
if (id === undefined) {
  showBanner("This link does not name a document. A name has at most 128 letters, digits, or any of . _ ~ - in it.", [{ label: "All documents", run: () => location.assign(startAddress()) }]);
} else void new PastPage(id).open();
