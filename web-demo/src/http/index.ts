/**
 * A Stet server's documents over HTTP: read them as they are and as they were, see who wrote what, change them, go back.
 *
 * {@link StetHttp} is the server, {@link HttpDocument} one document; what goes wrong is an {@link HttpProblem} with a stable code. No
 * dependency: it runs wherever there is `fetch`. To edit together with others, use `stet-client`.
 *
 * @packageDocumentation
 */
export type * from "./answers.ts";
export { StetHttp } from "./client.ts";
export { HttpDocument, type Once, type Reading } from "./document.ts";
export { HttpProblem } from "./problem.ts";
export type { Cancel, HttpOptions, TokenSupplier } from "./requests.ts";
