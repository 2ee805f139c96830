package dev.replicate4j.internal.http;

import dev.replicate4j.internal.json.Json;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client of a transport: made when first needed, and ended with it unless it is the user's own. */
final class LazyHttpClient implements AutoCloseable {

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private static final byte[] ANY_JSON = "{\"a\":[\"b\",1,0.5,null,true]}".getBytes(StandardCharsets.UTF_8);

    private static final Pattern CLIENT_ID = Pattern.compile("\\((\\d+)\\)$");

    private final TransportConfig config;
    private final Executor executor;
    private volatile @Nullable HttpClient client;
    private volatile boolean preparing;
    private boolean closed;

    LazyHttpClient(TransportConfig config, Executor executor) {
        this.config = config;
        this.executor = executor;
    }

    /** Returns the client. It follows no redirects and adds no token. */
    HttpClient get() {
        HttpClient made = client;
        if (made != null) {
            return made;
        }
        if (preparing) {
            // This thread has to wait for it anyway, so it loads what the reply will need.
            preparing = false;
            Json.parse(ANY_JSON);
        }
        return make();
    }

    /**
     * Begins to make the client, if this is the first of the JVM, while the caller goes on to put its input together: of a
     * cold JVM's first call half is the making of the client, most of that the JDK's TLS.
     */
    void prepareFirst() {
        boolean ours = config.httpClient() == null && config.executor() == null;
        if (ours && PREPARED.compareAndSet(false, true)) {
            preparing = true;
            CompletableFuture.runAsync(this::make, executor).whenComplete((done, failure) -> {
                if (failure != null) {
                    // The first call tries the same, and its caller hears of the failure.
                    System.getLogger("dev.replicate4j.http")
                            .log(Level.DEBUG, "The HTTP client cannot be made", failure);
                }
            });
        }
    }

    private synchronized HttpClient make() {
        HttpClient made = client;
        if (made == null) {
            if (closed) {
                throw ExceptionMapper.closed();
            }
            made = config.httpClient() == null ? build() : config.httpClient();
            client = made;
        }
        return made;
    }

    /**
     * HTTP/1.1, since the JDK's client fails requests beyond the number of streams that a server allows on its one HTTP/2
     * connection, which a hundred blocking calls reach.
     */
    private HttpClient build() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .executor(executor);
        if (config.proxy() != null) {
            builder.proxy(config.proxy());
        }
        return builder.build();
    }

    /** Ends the client's thread and connections. */
    @Override
    public synchronized void close() {
        closed = true;
        HttpClient made = client;
        if (made != null && config.httpClient() == null) {
            try {
                HttpClient.class.getMethod("shutdownNow").invoke(made); // from Java 21
            } catch (ReflectiveOperationException e) {
                interruptSelector(made);
            }
        }
    }

    /**
     * Before Java 21 a client cannot be closed: its selector thread goes on until a garbage collection finds that nobody
     * uses the client. The thread also ends, and closes all channels, when it is interrupted; it has the client's number in
     * its name. Where that should not be so, the garbage collector does it.
     */
    private static void interruptSelector(HttpClient client) {
        Matcher id = CLIENT_ID.matcher(client.toString());
        if (!id.find()) {
            return;
        }
        String name = "HttpClient-" + id.group(1) + "-SelectorManager";
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(name)) {
                threads[i].interrupt();
            }
        }
    }
}
