package dev.replicate4j.bench.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** One thread that accepts, reads, writes and keeps time for every connection. */
public final class StubServer {
    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::nanos));
    private final ByteBuffer shared = ByteBuffer.allocateDirect(1 << 18);
    private final Answers answers;
    private long connections;

    private record Alarm(long nanos, Runnable action) {}

    private StubServer(Selector selector, ServerSocketChannel listener) throws IOException {
        this.selector = selector;
        this.listener = listener;
        this.answers = new Answers(this, "http://127.0.0.1:" + port());
    }

    static StubServer open() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        Selector selector = Selector.open();
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return new StubServer(selector, listener);
    }

    /**
     * Serves until its standard input ends, which it does with the process that started it.
     *
     * @param args none
     * @throws IOException when no port can be opened
     */
    public static void main(String[] args) throws IOException {
        StubServer server = open();
        Thread parent = new Thread(StubServer::awaitParent, "parent");
        parent.setDaemon(true);
        parent.start();
        System.out.println(server.port());
        server.serve();
    }

    private static void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; only the end counts.
            }
        } catch (IOException gone) {
            System.err.println("The parent is gone: " + gone.getMessage());
        }
        System.exit(0);
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    long connections() {
        return connections;
    }

    /** Calls back at a moment of {@link System#nanoTime()}. */
    void at(long nanos, Runnable action) {
        alarms.add(new Alarm(nanos, action));
    }

    private void serve() throws IOException {
        while (listener.isOpen()) {
            await();
            ring();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                handle(key);
            }
        }
    }

    private void await() throws IOException {
        Alarm next = alarms.peek();
        if (next == null) {
            selector.select();
            return;
        }
        long wait = next.nanos - System.nanoTime();
        if (wait <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
        }
    }

    private void ring() {
        for (Alarm due = alarms.peek(); due != null && due.nanos <= System.nanoTime(); due = alarms.peek()) {
            alarms.remove();
            due.action.run();
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.isValid() && key.isAcceptable()) {
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable() && !connection.read(shared)) {
                connection.close();
            }
        } catch (IOException | CancelledKeyException gone) {
            connection.close();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            connections++;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(channel, key, answers));
        }
    }
}
