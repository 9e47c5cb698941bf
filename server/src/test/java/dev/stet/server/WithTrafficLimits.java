package dev.stet.server;

import dev.stet.server.auth.Role;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.AddressRange;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes so much and no more, and a clock that goes when a test says so. */
abstract class WithTrafficLimits {
    static final Duration LONG = Duration.ofSeconds(10);
    static final String SUBPROTOCOL = "stet.v1.json";

    @TempDir
    Path folder;

    final AtomicLong nanos = new AtomicLong();
    StetServer server;
    TestAccounts accounts;

    void start(TrafficLimits traffic, AddressPolicy addresses) throws Exception {
        start(traffic, addresses, nanos::get);
    }

    void start(TrafficLimits traffic, AddressPolicy addresses, LongSupplier clock) throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(
                ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .with(accounts.settings())
                        .with(traffic)
                        .with(addresses),
                H2Storage.open(folder.resolve("data"), Durability.RELAXED),
                Access::of,
                clock);
    }

    void start(TrafficLimits traffic) throws Exception {
        start(traffic, AddressPolicy.DEFAULT);
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static TrafficLimits rates(long messages, long bytes, long transform, long operations, int offences) {
        return new TrafficLimits(LONG, messages, bytes, transform, operations, 0, offences, 0, 0, 0, 0);
    }

    static TrafficLimits counts(int connections, int ofUser, int ofAddress, int documents) {
        return new TrafficLimits(LONG, 0, 0, 0, 0, 0, 0, connections, ofUser, ofAddress, documents);
    }

    String token(String user) {
        return accounts.token(user, Map.of("*", Role.EDITOR));
    }

    RawClient connect(String client, String user) throws Exception {
        return RawClient.connect(server.address(), client, token(user));
    }

    static long retryAfterMs(Map<String, Object> error) {
        return ((Number) error.get("retryAfterMs")).longValue();
    }

    WireSocket asked(String client, String user, Map<String, String> headers) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Authorization", "Bearer " + token(user));
        return WireSocket.ask(server, "/ws?client=" + client, SUBPROTOCOL, all);
    }

    static AddressPolicy behindProxy() {
        return new AddressPolicy(List.of(AddressRange.parse("127.0.0.1")), ForwardedHeader.X_FORWARDED_FOR, List.of());
    }

    static Map<String, String> from(String address, String token) {
        return Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + token);
    }
}
