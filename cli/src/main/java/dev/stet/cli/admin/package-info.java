/**
 * Commands for whoever runs a server: they ask it while it runs. The token of an administrator is in {@code STET_TOKEN}.
 *
 * <p>Used by {@code dev.stet.cli}; uses {@code dev.stet.client}. Threads: confined to the main thread.
 */
package dev.stet.cli.admin;
