/** Packages that come without types. */

declare module "ot-json0" {
  import type { Json0Ottype } from "stet-client/ottypes";

  const module: { readonly type: Json0Ottype };
  export default module;
}

declare module "rich-text" {
  import type Delta from "quill-delta";

  const module: { readonly Delta: typeof Delta };
  export default module;
}
