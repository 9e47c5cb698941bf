package dev.stet.server.transport;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens for connections, and gives each a socket whose WebSocket is read, and written, with as little ado as can be. */
final class EventLoopConnector extends ServerConnector {

    /** @param selectors threads that read WebSockets, each its share of the connections */
    EventLoopConnector(Server server, int selectors, ConnectionFactory... factories) {
        super(server, 0, selectors, factories);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new EventLoopEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
