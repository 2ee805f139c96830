package dev.replicate4j.spark.internal.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process of a cluster have a thing at a time. The owner with the highest number has it: a file that only one process
 * can create. It renews its lease by a heartbeat; whoever has seen none for the time of the lease creates the next number. An
 * owner that cannot renew stops by itself in half that time, so that it has stopped before another begins, whatever clocks say.
 */
public final class Lease implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Lease.class.getName());

    /** Where creating is not atomic, two that did so at once have both written by then. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final SharedFolder folder;
    private final String home;
    private final int number;
    private final long timeNanos;
    private final ScheduledExecutorService timer;
    private volatile long confirmed;
    private volatile boolean lost;
    private long beats;

    private Lease(SharedFolder folder, String home, int number, Duration time, long confirmed) {
        this.folder = folder;
        this.home = home;
        this.number = number;
        this.timeNanos = time.toNanos();
        this.confirmed = confirmed;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replicate-spark-lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What a process does about an owner that is alive. */
    public interface Wait {

        /**
         * Decides whether to go on waiting.
         *
         * @param owner how the owner has described itself
         * @param alive whether it was seen to renew its lease
         * @throws IOException to give up
         */
        void on(String owner, boolean alive) throws IOException;
    }

    /**
     * Acquires a lease.
     *
     * @param home the folder of the lease
     * @param owner describes this process to others
     * @param time after which an owner that does not renew has lost it
     * @param wait asked each time that the owner was looked at
     */
    public static Lease acquire(SharedFolder folder, String home, String owner, Duration time, Wait wait)
            throws IOException {
        Seen seen = new Seen(0, "", System.nanoTime());
        while (true) {
            int last = last(folder, home);
            boolean free = last == 0 || folder.read(name(home, last, "released")) != null;
            Seen now = free ? seen : seen.next(last, text(folder.read(name(home, last, "beat"))));
            if (free || now.age() > time.toNanos()) {
                long start = System.nanoTime();
                if (claim(folder, name(home, last + 1, "owner"), owner, time)) {
                    return new Lease(folder, home, last + 1, time, start).start();
                }
            } else {
                boolean alive = seen.number() == last && !now.beat().equals(seen.beat());
                wait.on(text(folder.read(name(home, last, "owner"))), alive);
                sleep(time.dividedBy(10));
            }
            seen = now;
        }
    }

    /** The last heartbeat, and since when it is known by the clock of this process. */
    private record Seen(int number, String beat, long since) {

        Seen next(int last, String current) {
            return number == last && beat.equals(current) ? this : new Seen(last, current, System.nanoTime());
        }

        long age() {
            return System.nanoTime() - since;
        }
    }

    private static String text(byte @Nullable [] content) {
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    private static int last(SharedFolder folder, String home) throws IOException {
        List<String> names = folder.list(home).stream()
                .filter(name -> name.endsWith(".owner"))
                .toList();
        return names.isEmpty()
                ? 0
                : Integer.parseInt(names.get(names.size() - 1).substring(0, 8));
    }

    private static String name(String home, int number, String kind) {
        return "%s/%08d.%s".formatted(home, number, kind);
    }

    private static boolean claim(SharedFolder folder, String name, String owner, Duration time) throws IOException {
        byte[] mine = owner.getBytes(StandardCharsets.UTF_8);
        if (!folder.create(name, mine)) {
            return false;
        }
        if (folder.createsAtomically()) {
            return true;
        }
        sleep(SETTLE.compareTo(time.dividedBy(10)) < 0 ? SETTLE : time.dividedBy(10)); // the one who wrote last has it
        return Arrays.equals(mine, folder.read(name));
    }

    private static void sleep(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(Math.max(10, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another process has the lease");
        }
    }

    private Lease start() {
        timer.scheduleWithFixedDelay(this::renew, 0, timeNanos / 6, TimeUnit.NANOSECONDS);
        return this;
    }

    private void renew() {
        long start = System.nanoTime();
        try {
            if (folder.read(name(home, number + 1, "owner")) != null) {
                lost = true;
                timer.shutdown();
                return;
            }
            folder.write(name(home, number, "beat"), String.valueOf(++beats).getBytes(StandardCharsets.UTF_8));
            confirmed = start;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A lease in " + folder.uri(home) + " cannot be renewed now", e);
        }
    }

    /** {@return how many owners there have been, this one included} */
    public int number() {
        return number;
    }

    /**
     * Checks that nobody else can have it.
     *
     * @throws LeaseException if another process has it, or may have it soon
     */
    public void check() throws LeaseException {
        if (lost) {
            throw new LeaseException("Another process has taken over what this one worked on (" + folder.uri(home)
                    + "), as it was not seen for too long.");
        }
        if (System.nanoTime() - confirmed > timeNanos / 2) {
            throw new LeaseException("The lease in " + folder.uri(home) + " could not be renewed in time.");
        }
    }

    /** Lets others have it at once. */
    @Override
    public void close() throws IOException {
        timer.shutdown(); // not at once: half a heartbeat would be in the way of whoever deletes the store
        try {
            if (!timer.awaitTermination(timeNanos, TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "The last heartbeat in {0} has not ended", folder.uri(home));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.create(name(home, number, "released"), new byte[0]);
    }
}
