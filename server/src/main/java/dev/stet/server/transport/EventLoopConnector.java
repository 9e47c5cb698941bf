package dev.stet.server.transport;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * Listens for connections, and lets the thread that finds a WebSocket readable read it and take the frame in: nothing that
 * a frame sets off blocks. To hand each frame to a thread of its own costs more than most frames: that thread is woken, and
 * the selector is woken again for the next read. Requests over HTTP may block, and have their threads.
 */
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

    private static final class EventLoopEndPoint extends SocketChannelEndPoint {
        private Callback asked = Callback.NOOP;
        private Callback unblocked = Callback.NOOP;

        EventLoopEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public void fillInterested(Callback callback) {
            super.fillInterested(getConnection() instanceof WebSocketConnection ? unblocked(callback) : callback);
        }

        /** Says of a callback that it does not block; a connection asks with the same one each time. */
        private Callback unblocked(Callback callback) {
            if (!asked.equals(callback)) {
                asked = callback;
                unblocked = Callback.from(InvocationType.NON_BLOCKING, callback::succeeded, callback::failed);
            }
            return unblocked;
        }
    }
}
