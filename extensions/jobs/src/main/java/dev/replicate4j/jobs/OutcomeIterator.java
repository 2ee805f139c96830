package dev.replicate4j.jobs;

import dev.replicate4j.error.InterruptedCallException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads rows as calls can be begun, and gives their outcomes, as they end or in order. Used by one thread. */
final class OutcomeIterator<R, O extends @Nullable Object> implements Iterator<JobOutcome<O>> {

    /** Calls that wait for a permit hold their inputs in memory. */
    private static final int MOST_WAITING = 64;

    /** Rows that are begun, where that is allowed, for each outcome that is read. */
    private static final int BEGUN_AT_ONCE = 4;

    /** A permit that was given is no event here: the rows are looked at again after this time. */
    private static final long LOOK_MILLIS = 20;

    private final Iterator<? extends R> rows;
    private final Function<R, CompletableFuture<JobOutcome<O>>> call;
    private final JobContext context;
    private final boolean inOrder;
    private final Queue<CompletableFuture<JobOutcome<O>>> ordered = new ArrayDeque<>();
    private final BlockingQueue<CompletableFuture<JobOutcome<O>>> ended = new LinkedBlockingQueue<>();
    private int running;

    OutcomeIterator(
            Iterator<? extends R> rows,
            Function<R, CompletableFuture<JobOutcome<O>>> call,
            JobContext context,
            boolean inOrder) {
        this.rows = rows;
        this.call = call;
        this.context = context;
        this.inOrder = inOrder;
    }

    @Override
    public boolean hasNext() {
        return running > 0 || rows.hasNext();
    }

    @Override
    public JobOutcome<O> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Every row has been called.");
        }
        try {
            for (int i = 0; i < BEGUN_AT_ONCE && mayCall(); i++) {
                begin(rows.next()); // so that calls are under way while outcomes are read
            }
            while (true) {
                Optional<CompletableFuture<JobOutcome<O>>> first = first();
                if (first.isPresent()) {
                    running--;
                    return first.get().get();
                }
                if (mayCall()) {
                    begin(rows.next());
                } else {
                    await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for a job. Its runs go on: open the job again.", e);
        } catch (ExecutionException e) {
            throw Failures.runtime(e.getCause() == null ? e : e.getCause());
        }
    }

    private Optional<CompletableFuture<JobOutcome<O>>> first() {
        if (!inOrder) {
            return Optional.ofNullable(ended.poll());
        }
        CompletableFuture<JobOutcome<O>> head = ordered.peek();
        return head != null && head.isDone() ? Optional.of(ordered.remove()) : Optional.empty();
    }

    private boolean mayCall() {
        return running < context.settings().mostRunning()
                && context.limits().waiting() < MOST_WAITING
                && rows.hasNext();
    }

    private void begin(R row) {
        CompletableFuture<JobOutcome<O>> outcome = call.apply(row);
        running++;
        if (inOrder) {
            ordered.add(outcome);
        }
        outcome.whenComplete((done, failure) -> ended.add(outcome));
    }

    /** Waits until a call has ended, or another may be begun. */
    private void await() throws InterruptedException {
        CompletableFuture<JobOutcome<O>> one = ended.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (inOrder) {
            ended.clear();
        } else if (one != null) {
            ended.add(one);
        }
    }
}
