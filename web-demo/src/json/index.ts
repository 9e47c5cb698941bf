/**
 * A Stet document that is JSON, as a live object: read, edited and watched by paths.
 *
 * @packageDocumentation
 */
export { appearanceOf, COLORS, type Appearance } from "../binding/appearance.ts";
export { live, LiveJson } from "./live.ts";
export type { Json, Path } from "../ottypes/index.ts";
