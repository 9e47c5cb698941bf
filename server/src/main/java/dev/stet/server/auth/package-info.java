/**
 * Who somebody is, and what they may do with a document.
 *
 * <pre>
 *   Credentials ──▶ Authenticator ──▶ Identity (User, until when)
 *                   Guests │ JwtAuthenticator
 *
 *   User, document, share ──▶ AccessControl ──▶ Grant (Role, until when) ──▶ Permission: yes or no
 *                             claims, access list, share link, then each Authorizer
 * </pre>
 *
 * <p>Used by {@code session} and {@code transport}; uses {@code storage} for access lists and share links. It knows no socket
 * and no HTTP; only this package knows how tokens are signed. Threads: everything here is thread-safe; what asks a key
 * server or the store blocks.
 */
package dev.stet.server.auth;
