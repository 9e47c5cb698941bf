package dev.stet.cli;

import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.AddressRange;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.limits.TrafficLimits;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** {@link TrafficLimits} and {@link AddressPolicy} as options. Numbers may end in {@code k} or {@code m}, {@code none} is no limit. */
final class TrafficOptions {
    @Option(
            names = "--saved-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "2s",
            description = "For how long what is not used of a limit on a second is saved up. Default: ${DEFAULT-VALUE}")
    private Duration savedUp = TrafficLimits.DEFAULT.savedUp();

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "10000",
            description = "Messages and HTTP requests of one user in a second. Default: ${DEFAULT-VALUE}")
    private int maxMessages;

    @Option(
            names = "--max-bytes",
            paramLabel = "BYTES",
            converter = LimitConverter.class,
            defaultValue = "16m",
            description =
                    "Bytes from one user in a second; each frame counts as 64 more than it holds. What is more is read later. Default: ${DEFAULT-VALUE}")
    private int maxBytes;

    @Option(
            names = "--max-transform",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "50m",
            description =
                    "Work of transforming one user's operations in a second: log entries an operation is behind times its length in bytes. Default: ${DEFAULT-VALUE}")
    private int maxTransform;

    @Option(
            names = "--max-document-operations",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "50000",
            description = "Operations on one document in a second, whoever sends them. Default: ${DEFAULT-VALUE}")
    private int maxDocumentOperations;

    @Option(
            names = "--max-handshakes",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "100",
            description =
                    "Connections that are asked for from one address in a second, and requests from there that are not let in. Default: ${DEFAULT-VALUE}")
    private int maxHandshakes;

    @Option(
            names = "--max-offences",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "20",
            description =
                    "How often in a minute a user may go on sending when told to wait; then the connection is closed with 4008. Default: ${DEFAULT-VALUE}")
    private int maxOffences;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "50000",
            description = "Connections of all. Default: ${DEFAULT-VALUE}")
    private int maxConnections;

    @Option(
            names = "--max-user-connections",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "1000",
            description = "Connections of one user. Default: ${DEFAULT-VALUE}")
    private int maxUserConnections;

    @Option(
            names = "--max-address-connections",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "1000",
            description = "Connections from one address. Default: ${DEFAULT-VALUE}")
    private int maxAddressConnections;

    @Option(
            names = "--max-documents",
            paramLabel = "N",
            converter = LimitConverter.class,
            defaultValue = "100000",
            description = "Documents in memory. Default: ${DEFAULT-VALUE}")
    private int maxDocuments;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "CIDR",
            split = ",",
            description = "Proxies that say where a request comes from, like 10.0.0.0/8. Nobody else's word counts."
                    + " Default: none")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--proxy-header",
            paramLabel = "x-forwarded-for|forwarded",
            defaultValue = "x-forwarded-for",
            description = "Where they say it. Have the proxy write this header itself. Default: ${DEFAULT-VALUE}")
    private String proxyHeader = "";

    @Option(
            names = "--exempt-addresses",
            paramLabel = "CIDR",
            split = ",",
            defaultValue = "127.0.0.0/8,::1",
            description = "Addresses that nothing is counted for. Default: ${DEFAULT-VALUE}")
    private List<String> exempt = List.of();

    TrafficLimits traffic() {
        return new TrafficLimits(
                savedUp,
                maxMessages,
                maxBytes,
                maxTransform,
                maxDocumentOperations,
                maxHandshakes,
                maxOffences,
                maxConnections,
                maxUserConnections,
                maxAddressConnections,
                maxDocuments);
    }

    /**
     * Returns where requests come from.
     *
     * @throws IllegalArgumentException if a range or the header is none
     */
    AddressPolicy addresses() {
        return new AddressPolicy(ranges(trustedProxies), header(), ranges(exempt));
    }

    private ForwardedHeader header() {
        for (ForwardedHeader header : ForwardedHeader.values()) {
            if (header.field().equalsIgnoreCase(proxyHeader)) {
                return header;
            }
        }
        throw new IllegalArgumentException("no header of proxies, proxy-header=" + proxyHeader);
    }

    private static List<AddressRange> ranges(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(AddressRange::parse)
                .toList();
    }
}
