/**
 * Binds a plain `<textarea>` or `<input>` to a Stet document.
 *
 * @packageDocumentation
 */
export { appearanceOf, COLORS, type Appearance } from "../binding/appearance.ts";
export { bindTextarea, type TextField } from "./binding.ts";
