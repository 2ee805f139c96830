package dev.replicate4j.testkit.internal.http;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's threads: a small pool for tasks that never block, and an unbounded one for those that may. */
public final class ServerExecutors implements AutoCloseable {

    private static final int SMALL = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final ThreadPoolExecutor small;
    private final ExecutorService bulk;

    /** Starts no thread before the first task. */
    public ServerExecutors() {
        small = new ThreadPoolExecutor(
                SMALL, SMALL, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("replicate-testkit-"));
        small.allowCoreThreadTimeOut(true);
        bulk = Executors.newCachedThreadPool(threads("replicate-testkit-bulk-"));
    }

    /** {@return the executor of tasks that do not block} */
    public Executor small() {
        return small;
    }

    /** {@return the executor of tasks that may block: large bodies, streams, handlers of users} */
    public Executor bulk() {
        return bulk;
    }

    @Override
    public void close() {
        small.shutdownNow();
        bulk.shutdownNow();
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
