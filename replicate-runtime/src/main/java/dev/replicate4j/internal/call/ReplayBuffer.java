package dev.replicate4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records what a run yields, for any number of readers, each of whom gets everything from the start. One writer appends
 * until the buffer ends, by success or by failure. Thread-safe; no reader holds up the writer or another reader.
 *
 * @param <T> one piece
 */
public final class ReplayBuffer<T extends @Nullable Object> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> pieces = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> watchers = new ArrayList<>();
    private boolean ended;
    private @Nullable Throwable failure;

    /**
     * What there is to read at one moment.
     *
     * @param pieces those from the asked place on
     * @param ended whether nothing comes after them
     * @param failure why it ended, if not by success
     */
    public record Chunk<T extends @Nullable Object>(
            List<T> pieces, boolean ended, @Nullable Throwable failure) {}

    /** Appends pieces; after the end they are dropped. */
    public void append(List<? extends T> more) {
        if (!more.isEmpty()) {
            change(() -> pieces.addAll(more));
        }
    }

    /** Ends the buffer; the first end counts. */
    public void end(@Nullable Throwable why) {
        change(() -> {
            ended = true;
            failure = why;
        });
    }

    private void change(Runnable change) {
        List<CompletableFuture<Boolean>> told;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            change.run();
            changed.signalAll();
            told = List.copyOf(watchers);
            watchers.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(watcher -> watcher.complete(true));
    }

    /** Returns what there is now from a place on, without waiting. */
    public Chunk<T> read(int from) {
        lock.lock();
        try {
            return new Chunk<>(new ArrayList<>(pieces.subList(from, pieces.size())), ended, failure);
        } finally {
            lock.unlock();
        }
    }

    /** Returns what there is from a place on, as soon as there is something or the end. */
    public Chunk<T> await(int from) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (pieces.size() <= from && !ended) {
                changed.await();
            }
            return read(from);
        } finally {
            lock.unlock();
        }
    }

    /** Completes, on the writer's thread, when there is something to read from a place on, or the end. */
    public CompletableFuture<Boolean> more(int from) {
        lock.lock();
        try {
            if (pieces.size() > from || ended) {
                return CompletableFuture.completedFuture(true);
            }
            CompletableFuture<Boolean> watcher = new CompletableFuture<>();
            watchers.add(watcher);
            return watcher;
        } finally {
            lock.unlock();
        }
    }

    /** Completes with everything, when the buffer has ended; fails as it has failed. */
    public CompletableFuture<List<T>> whole() {
        CompletableFuture<List<T>> whole = new CompletableFuture<>();
        completeAtEnd(whole, 0);
        return whole;
    }

    private void completeAtEnd(CompletableFuture<List<T>> whole, int known) {
        more(known).thenRun(() -> {
            Chunk<T> all = read(0);
            if (!all.ended()) {
                completeAtEnd(whole, all.pieces().size());
            } else if (all.failure() == null) {
                whole.complete(all.pieces());
            } else {
                whole.completeExceptionally(all.failure());
            }
        });
    }

    /** Returns whether nothing more comes. */
    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
