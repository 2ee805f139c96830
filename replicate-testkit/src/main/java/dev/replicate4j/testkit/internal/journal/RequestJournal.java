package dev.replicate4j.testkit.internal.journal;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The requests since the start or the last {@link #clear}. Safe for use by several threads. */
public final class RequestJournal {

    /** The journal drops the oldest requests beyond this number: a benchmark must not exhaust the memory. */
    private static final int CAPACITY = 50_000;

    private final Deque<RequestJournalEntry> entries = new ArrayDeque<>();

    /** Adds a request. */
    public synchronized RequestJournalEntry add(ServerRequest request, Instant at) {
        RequestJournalEntry entry = new RequestJournalEntry(request, at);
        entries.add(entry);
        if (entries.size() > CAPACITY) {
            entries.remove();
        }
        notifyAll();
        return entry;
    }

    /** {@return the requests in the order in which they came} */
    public synchronized List<RequestJournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** Removes all requests. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Blocks until so many requests match, in real time; returns whether they do. */
    public synchronized boolean await(Predicate<RequestJournalEntry> fits, int count, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (entries.stream().filter(fits).count() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
