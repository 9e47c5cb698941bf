/**
 * Keeps on this device, in IndexedDB, what was made in the browser and is not acknowledged: closing the tab loses nothing. Give a
 * {@link deviceShelf} to a `StetClient`.
 *
 * @packageDocumentation
 */
export { DeviceShelf, deviceShelf, MAX_SETTLED_DOCUMENTS } from "./device-shelf.ts";
