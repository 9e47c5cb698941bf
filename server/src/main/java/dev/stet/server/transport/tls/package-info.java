/**
 * The certificate that a server shows: read from files, and read again when they change.
 *
 * <p>{@link dev.stet.server.transport.tls.CertificateLocation} says where it is,
 * {@link dev.stet.server.transport.tls.CertificateWatch} reads it, looks at the files from time to time, and keeps what it had
 * while they are of no use.
 *
 * <p>Used by {@code transport}. Threads: a watch is thread-safe; everything else is immutable.
 */
package dev.stet.server.transport.tls;
