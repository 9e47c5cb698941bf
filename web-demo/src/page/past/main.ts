/** The history page: a document's past, moment by moment. */
import { followAddress } from "../common/account.ts";
import { documentInAddress } from "../common/address.ts";
import { byId } from "../common/elements.ts";
import { offerThemes } from "../common/theme.ts";
import { badAddress } from "../common/trouble.ts";
import { NOTHING } from "./banner.ts";
import { PastPage } from "./page.ts";

const id = documentInAddress();
followAddress(id, () => location.reload());
offerThemes();
if (id === undefined) {
  byId("empty").textContent = NOTHING;
  badAddress();
} else void new PastPage(id).open();
