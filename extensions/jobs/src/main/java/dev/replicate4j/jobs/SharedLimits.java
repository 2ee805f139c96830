package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One rate and one budget for several jobs, whose stores may be different ones.
 *
 * <pre>{@code
 * try (SharedLimits account = SharedLimits.of(600, Budget.runs(10_000));
 *         Job<FluxDev.Input, List<URLPath>> cats = Job.on(replicate.use(FluxDev.MODEL))
 *                 .store(Path.of("jobs/cats")).limits(account.share("cats")).open();
 *         Job<FluxDev.Input, List<URLPath>> dogs = Job.on(replicate.use(FluxDev.MODEL))
 *                 .store(Path.of("jobs/dogs")).limits(account.share("dogs")).open()) {
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class SharedLimits implements AutoCloseable {

    private static final long RETRY_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final CreateThrottle throttle;
    private final BudgetAccount budget;
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();
    private volatile @Nullable LimitReachedException stopped;

    SharedLimits(ScheduledExecutorService timer, int createsPerMinute, Budget budget) {
        this.timer = timer;
        this.throttle = new CreateThrottle(timer, createsPerMinute);
        this.budget = new BudgetAccount(budget);
    }

    /**
     * Makes limits.
     *
     * @param createsPerMinute the account's rate of creates, 1 or more
     * @param budget how much may be spent by all jobs, over all their openings
     * @return the limits, to be closed after the jobs
     * @throws IllegalArgumentException if the rate is below 1
     */
    public static SharedLimits of(int createsPerMinute, Budget budget) {
        if (createsPerMinute < 1) {
            throw new IllegalArgumentException("createsPerMinute must be 1 or more, but is " + createsPerMinute + ".");
        }
        return new SharedLimits(JobThreads.newTimer(), createsPerMinute, budget);
    }

    /**
     * Returns the limits as one job uses them. What an earlier one of the same name has counted is forgotten: a job that is
     * opened again counts what its store tells.
     *
     * @param name names the job
     * @return the limits of the job
     */
    public JobLimits share(String name) {
        Share share = new Share(name);
        budget.open(name);
        shares.add(share);
        return share;
    }

    /**
     * Lets no job begin anything more.
     *
     * @param reason a clause, for example "the credit is used up"
     */
    public void stop(String reason) {
        LimitReachedException limit = new LimitReachedException(reason);
        stopped = limit;
        shares.forEach(share -> share.failWaiting(limit));
    }

    /** Lets no job begin anything more, and ends the thread. */
    @Override
    public void close() {
        stop("its limits were closed");
        timer.shutdownNow();
    }

    private final class Share implements JobLimits {

        private final String name;
        private final Map<Object, CompletableFuture<@Nullable Void>> waiting = new ConcurrentHashMap<>();
        private volatile @Nullable RuntimeException ended;

        Share(String name) {
            this.name = name;
        }

        @Override
        public CompletableFuture<@Nullable Void> begin() {
            CompletableFuture<@Nullable Void> permit = waiting(new CompletableFuture<>());
            reserve(permit);
            return permit;
        }

        private void reserve(CompletableFuture<@Nullable Void> permit) {
            if (permit.isDone()) {
                return;
            }
            String used = budget.reserve(name);
            if (used == null) {
                permit.whenComplete((granted, failure) -> {
                    if (failure != null) {
                        budget.released(name);
                    }
                });
                throttle.enqueue(permit);
            } else if (used.isEmpty()) {
                timer.schedule(() -> reserve(permit), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                permit.completeExceptionally(new LimitReachedException(used));
            }
        }

        @Override
        public CompletableFuture<@Nullable Void> resend() {
            CompletableFuture<@Nullable Void> permit = waiting(new CompletableFuture<>());
            if (!permit.isDone()) {
                throttle.enqueue(permit);
            }
            return permit;
        }

        private CompletableFuture<@Nullable Void> waiting(CompletableFuture<@Nullable Void> permit) {
            Object ticket = new Object();
            waiting.put(ticket, permit);
            permit.whenComplete((granted, failure) -> waiting.remove(ticket));
            RuntimeException reason = ended != null ? ended : stopped;
            if (reason != null) {
                permit.completeExceptionally(reason);
            }
            return permit;
        }

        @Override
        public int waiting() {
            return waiting.size();
        }

        @Override
        public void resumed() {
            budget.resumed(name);
        }

        @Override
        public void released() {
            budget.released(name);
        }

        @Override
        public void ended(Metrics metrics) {
            budget.ended(name, metrics);
        }

        @Override
        public void endedBefore(Metrics metrics) {
            budget.add(name, metrics);
        }

        @Override
        public void accepted() {
            throttle.accepted();
        }

        @Override
        public void refused(Duration retryAfter) {
            throttle.refused(retryAfter);
        }

        @Override
        public void pause(Duration time) {
            throttle.pause(time);
        }

        @Override
        public void stop(RuntimeException reason) {
            ended = reason;
            shares.remove(this);
            failWaiting(reason);
        }

        private void failWaiting(RuntimeException reason) {
            waiting.values().forEach(permit -> permit.completeExceptionally(reason));
        }
    }
}
