/**
 * The HTTP API: documents, their pasts, their named versions, and health. {@code HTTP.md} and {@code openapi.json} describe
 * it for clients.
 *
 * <pre>
 *   HttpApi ─▶ Router ─▶ DocumentsResource, EditsResource, HistoryResource, VersionsResource,
 *                StreamsResource, MessagesResource, HealthResource
 *                 each of them: Exchange in, an answer or an ApiException out
 * </pre>
 *
 * <p>An {@code Exchange} is one request and its answer; a {@code Representation} is a document's content in a media type; a
 * {@code Problem} is everything that can be wrong, with its code and its status.
 *
 * <p>Used by {@code transport}; uses {@code history}, {@code rendering} and what lies below. Threads: each request has a
 * virtual thread of its own, and blocks it.
 */
package dev.stet.server.transport.api;
