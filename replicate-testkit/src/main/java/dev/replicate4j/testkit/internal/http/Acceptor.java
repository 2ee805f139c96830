package dev.replicate4j.testkit.internal.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Accepts connections, and waits on one thread for the next request of all that are idle. */
final class Acceptor {

    private final ServerSocketChannel listener;
    private final Consumer<ServerConnection> onRequest;
    private final Selector selector;
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<ServerConnection> idle = new ConcurrentLinkedQueue<>();

    /**
     * Creates an acceptor.
     *
     * @param onRequest gets a connection, in blocking mode, when a request begins to arrive
     */
    Acceptor(ServerSocketChannel listener, Consumer<ServerConnection> onRequest) throws IOException {
        this.listener = listener;
        this.onRequest = onRequest;
        this.selector = Selector.open();
    }

    void start() {
        Thread thread = new Thread(this::run, "replicate-testkit-acceptor");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the next request of the connection. */
    void await(ServerConnection connection) {
        idle.add(connection);
        selector.wakeup();
    }

    void close() {
        closeQuietly(listener);
        closeQuietly(selector);
        connections.forEach(ServerConnection::close);
    }

    private void run() {
        try {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            while (selector.isOpen()) {
                selector.select(this::ready);
                registerIdle();
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closing the server ends this thread.
            closeQuietly(selector);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid()) {
            ServerConnection connection = (ServerConnection) key.attachment();
            key.cancel();
            if (connection.block()) {
                onRequest.accept(connection);
            }
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                ServerConnection connection = new ServerConnection(channel, connections::remove);
                connections.add(connection);
                idle.add(connection);
            }
        } catch (IOException e) {
            // The client closed the connection before it was accepted.
            return;
        }
    }

    /**
     * A connection whose key has been cancelled can be registered again only after another selection. That one may accept
     * connections, and swallow a wake-up for one that was given back meanwhile: so it ends with nothing left to register.
     */
    private void registerIdle() throws IOException {
        for (List<ServerConnection> ready = takeIdle(); !ready.isEmpty(); ready = takeIdle()) {
            selector.selectNow(this::ready);
            ready.forEach(connection -> connection.register(selector));
        }
    }

    private List<ServerConnection> takeIdle() {
        List<ServerConnection> taken = new ArrayList<>();
        for (ServerConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            taken.add(connection);
        }
        return taken;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed as far as possible.
            return;
        }
    }
}
