/**
 * Binds Quill 2 to a Stet document that is rich text.
 *
 * @packageDocumentation
 */
export { appearanceOf, COLORS, type Appearance } from "../binding/appearance.ts";
export { bindQuill } from "./binding.ts";
