/**
 * {@code stet store}: checking, repairing, backing up and moving stores.
 *
 * <p>{@link dev.stet.cli.store.StoreCommand} leads to the others; each of them opens one or two stores by
 * {@link dev.stet.cli.store.StoreOption}, leaves the work to {@code dev.stet.server.maintenance}, and says what came of it, for
 * people or (with {@code --json}) for programs.
 *
 * <p>Threads: a command runs on the main thread.
 */
package dev.stet.cli.store;
