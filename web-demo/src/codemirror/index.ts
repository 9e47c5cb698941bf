/**
 * Binds CodeMirror 6 to a Stet document.
 *
 * @packageDocumentation
 */
export { appearanceOf, COLORS, type Appearance } from "../binding/appearance.ts";
export { stet } from "./binding.ts";
