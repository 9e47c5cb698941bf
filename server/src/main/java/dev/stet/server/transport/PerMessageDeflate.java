package dev.stet.server.transport;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.websocket.core.AbstractExtension;
import org.eclipse.jetty.websocket.core.ExtensionConfig;

/**
 * The WebSocket extension {@code permessage-deflate} (RFC 7692) as this server agrees to it: neither side keeps anything from one
 * message for the next. So a connection at rest costs nothing, a frame may be deflated once for all who are sent it, and whether one
 * is deflated at all is decided for each. The frames pass here as they are: {@link WebSocketConnection} and {@link Deflation} do
 * the work.
 *
 * <p>Threads: as Jetty's extensions are; it has no state of its own. Public because Jetty makes it.
 */
public final class PerMessageDeflate extends AbstractExtension {
    static final String NAME = "permessage-deflate";

    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final Set<String> KNOWN =
            Set.of(SERVER_WINDOW, "client_max_window_bits", "server_no_context_takeover", "client_no_context_takeover");
    /** The JDK deflates with the largest window, 2^15 bytes, and no other. */
    private static final String LARGEST_WINDOW = "15";

    /** Made by Jetty, for a connection. */
    public PerMessageDeflate() {}

    /** Returns the agreement with the first of the offers that this server can keep. */
    static Optional<ExtensionConfig> agreed(List<ExtensionConfig> offers) {
        return offers.stream()
                .filter(offer -> offer.getName().equals(NAME) && canKeep(offer.getParameters()))
                .findFirst()
                .map(offer -> ExtensionConfig.parse(NAME + ";server_no_context_takeover;client_no_context_takeover"));
    }

    private static boolean canKeep(Map<String, String> parameters) {
        return KNOWN.containsAll(parameters.keySet())
                && LARGEST_WINDOW.equals(parameters.getOrDefault(SERVER_WINDOW, LARGEST_WINDOW));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isRsv1User() {
        return true;
    }
}
