package dev.stet.server.session;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.Quotas;
import dev.stet.server.protocol.ServerMessage.AdvertisedLimits;
import dev.stet.server.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What sessions are given from outside. Immutable.
 *
 * @param executor threads for mailboxes, which nothing may block
 * @param blocking threads for what may block
 * @param clock tells how much time has passed; not the time of day
 * @param limits what clients are told they may do, and what they are held to
 * @param heartbeat how often a client has to be heard
 * @param idleTimeout how long a client may be silent before it is closed
 * @param writeTimeout how long a client may take to read a frame; a second more for each 64 KiB of it
 * @param quotas what users, addresses and documents may still use
 * @param storageRetry what clients are told to wait before they try again what storage did not take
 * @param timeOfDay what expires does so by this clock
 * @param renewalNotice how long before its identity expires a client is told
 */
public record SessionContext(
        DocumentRegistry documents,
        Executor executor,
        Executor blocking,
        InstantSource clock,
        AdvertisedLimits limits,
        Duration heartbeat,
        Duration idleTimeout,
        Duration writeTimeout,
        Quotas quotas,
        Duration storageRetry,
        Scheduler scheduler,
        InstantSource timeOfDay,
        Duration renewalNotice,
        Authenticator authenticator,
        AccessControl access,
        Telemetry telemetry) {}
