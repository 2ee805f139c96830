package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.SendPermit;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run from the call until its prediction exists: the one owner of a create's {@link CreateState}. The API has no
 * idempotency key, so a create whose answer was lost is not just sent again: its prediction is looked for. Found, the caller
 * carries on with it; where there surely is none, it is created again; where nobody can tell, the caller is told so.
 * Thread-safe: its state is guarded by itself, and what else it knows is written by the one step that is under way.
 */
public final class PendingRun {

    /** A list that was read this long after a create was sent shows its prediction, if there is one. */
    private static final Duration LIST_DELAY = Duration.ofSeconds(4);

    private final CallContext context;
    private final String name;
    private final @Nullable Duration timeout;
    private final boolean endsWithClient;
    private final CompletableFuture<PredictionSpec> preparing;
    private final CompletableFuture<TrackedPrediction> run = new CompletableFuture<>();
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private final long since;

    private CreateState state = CreateState.PREPARING; // guarded by this
    private volatile @Nullable Create create;
    private volatile @Nullable Future<?> sending;
    private volatile boolean answeredEarly;
    private volatile boolean lookedFor;

    /** One create of the prediction, of which there is another only where this one has surely created nothing. */
    private record Create(
            PredictionSpec spec, int number, PendingCreates account, PendingCreates.Entry entry, long at) {}

    PendingRun(
            CallContext context,
            String name,
            @Nullable Duration timeout,
            boolean endsWithClient,
            CompletableFuture<PredictionSpec> preparing) {
        this.context = context;
        this.name = name;
        this.timeout = timeout;
        this.endsWithClient = endsWithClient;
        this.preparing = preparing;
        this.since = context.scheduler().nanoTime();
    }

    /**
     * Begins.
     *
     * @param inline whether the calling thread is going to wait, and may do the sending itself
     */
    void start(boolean inline) {
        try {
            if (timeout != null) {
                Future<?> deadline = context.scheduler().schedule(this::expire, timeout);
                run.whenComplete((live, failure) -> deadline.cancel(false));
            }
            boolean ready = preparing.isDone();
            preparing.whenComplete(guarded((spec, failure) -> {
                if (failure != null) {
                    end(failure);
                } else if (move(CreateState.PREPARING, CreateState.WAITING)) {
                    send(spec, 1, inline && ready);
                }
            }));
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private synchronized boolean move(CreateState from, CreateState to) {
        boolean moves = state == from && from.mayBecome(to);
        state = moves ? to : state;
        return moves;
    }

    private synchronized CreateState state() {
        return state;
    }

    /** Whatever goes wrong on the way of a create ends the call. */
    private <T extends @Nullable Object> BiConsumer<T, @Nullable Throwable> guarded(
            BiConsumer<T, @Nullable Throwable> step) {
        return (value, failure) -> {
            try {
                step.accept(value, failure == null ? null : Futures.unwrap(failure));
            } catch (Throwable e) {
                end(e);
            }
        };
    }

    // ---- sending

    private void send(PredictionSpec spec, int number, boolean inline) {
        Permit permit = new Permit(spec, number);
        CompletableFuture<Reply> sent = context.transport().send(context.request(spec.request()), inline, permit);
        sending = sent;
        sent.whenComplete(guarded((reply, failure) -> {
            if (failure == null) {
                received(reply);
            } else if (AmbiguousAnswer.is(failure)) {
                lost(failure, AmbiguousAnswer.isRepeatable(failure));
            } else {
                end(failure);
            }
        }));
        if (state() == CreateState.ENDED) {
            sent.cancel(true);
        }
    }

    /** Moves the create on to the wire, and back when it was refused and is going to be sent again. */
    private final class Permit implements SendPermit {

        private final PredictionSpec spec;
        private final int number;

        Permit(PredictionSpec spec, int number) {
            this.spec = spec;
            this.number = number;
        }

        @Override
        public boolean acquire() {
            if (state() != CreateState.WAITING) {
                return false;
            }
            PendingCreates account = context.pendingCreates();
            PendingCreates.Entry entry = account.add(spec);
            create =
                    new Create(spec, number, account, entry, context.scheduler().nanoTime());
            if (move(CreateState.WAITING, CreateState.ON_THE_WIRE)) {
                return true;
            }
            entry.close();
            return false;
        }

        @Override
        public void release() {
            current().entry().close();
            if (!move(CreateState.ON_THE_WIRE, CreateState.WAITING)) {
                end(new CancellationException());
            }
        }
    }

    private Create current() {
        Create now = create;
        if (now == null) {
            throw new IllegalStateException("The create of " + name + " has not been sent.");
        }
        return now;
    }

    // ---- the answer

    private void received(Reply reply) {
        tell(reply);
        Prediction prediction;
        try {
            prediction = new Prediction(reply.object());
            prediction.id();
            prediction.status();
        } catch (DecodeException e) {
            lost(e, false); // something has been created, but nobody knows its id
            return;
        }
        answered(prediction);
    }

    /** Tells the user of the reply; the prediction exists, whatever becomes of that. */
    private void tell(Reply reply) {
        try {
            current().spec().options().onReply().accept(reply);
        } catch (RuntimeException e) {
            context.warn("The consumer of replies to the create of " + name + " has failed", e);
        }
    }

    private void answered(Prediction prediction) {
        Create now = current();
        answeredEarly = context.elapsed(now.at()).compareTo(now.spec().window()) < 0;
        if (!now.entry().answered(prediction.id())) {
            lost(CallFailures.taken(name, prediction.id()), true);
        } else if (move(CreateState.ON_THE_WIRE, CreateState.CREATED)) {
            created(prediction, false);
        } else {
            cancel(prediction);
        }
    }

    private void created(Prediction prediction, boolean adopted) {
        Create now = current();
        context.changed(prediction);
        TrackedPrediction live = new TrackedPrediction(
                context, now.spec(), prediction, new Origin(true, adopted, endsWithClient), now.at());
        if (timeout != null) {
            live.expireAfter(timeout.minus(context.elapsed(since)));
        }
        run.complete(live);
        settled.complete(true);
    }

    /** Ends without a prediction for the caller, in whatever state. */
    void end(Throwable failure) {
        synchronized (this) {
            if (state == CreateState.CREATED) {
                return;
            }
            state = CreateState.ENDED;
        }
        Create last = create;
        if (last != null) {
            last.entry().close();
        }
        run.completeExceptionally(failure);
        settled.complete(true);
    }

    // ---- the lost answer

    private void lost(Throwable failure, boolean repeatable) {
        current().entry().lost();
        if (move(CreateState.ON_THE_WIRE, CreateState.RECONCILING)) {
            new Reconciler(context, current().at(), this::reconciled, () -> state() != CreateState.ENDED)
                    .start(current().entry()::earlierAnswered)
                    .whenComplete(guarded((finding, thrown) -> decide(finding, failure, repeatable)));
        } else if (lookedFor) {
            notFound();
        }
    }

    private Finding reconciled(RecentPredictions recent) {
        return context.pendingCreates() == current().account()
                ? current().entry().reconcile(recent)
                : new Finding.Unsure("the client uses another API token now");
    }

    private void decide(Finding finding, Throwable failure, boolean repeatable) {
        int next = current().number() + 1;
        boolean again =
                repeatable && next <= context.transport().config().retryPolicy().maxAttempts();
        if (state() == CreateState.ABANDONED) {
            context.warn(CallFailures.notCanceled(name, finding), null);
            end(failure);
        } else if (finding instanceof Finding.Found found) {
            adopt(found.prediction());
        } else if (finding instanceof Finding.Unsure unsure
                && (repeatable || !unsure.ids().isEmpty())) {
            end(CallFailures.unsure(name, unsure.why(), failure));
        } else if (again && move(CreateState.RECONCILING, CreateState.WAITING)) {
            current().entry().close();
            send(current().spec(), next, false);
        } else {
            end(failure);
        }
    }

    /** A list need not show the output. */
    private void adopt(Prediction found) {
        if (!found.status().equals(Status.SUCCEEDED) || found.output() != null) {
            adopted(found);
            return;
        }
        context.get(found.id(), context.scheduler().nanoTime()).whenComplete(guarded((prediction, failure) -> {
            if (failure != null) {
                end(CallFailures.unreadable(name, found.id(), failure));
            } else {
                adopted(prediction);
            }
        }));
    }

    private void adopted(Prediction prediction) {
        if (move(CreateState.RECONCILING, CreateState.CREATED)) {
            current().entry().close();
            created(prediction, true);
        }
    }

    // ---- giving up

    /**
     * Gives the run up in whatever state it is.
     *
     * @param why makes the caller's exception of what becomes of the prediction
     * @return what becomes of it; null if there was nothing left to give up
     */
    private @Nullable String giveUp(Function<String, Throwable> why) {
        CreateState before;
        synchronized (this) {
            before = state;
            state = before.givenUp();
            if (state == before) {
                return null;
            }
        }
        if (before == CreateState.ON_THE_WIRE) {
            context.ending(settled); // before the caller is free to close the client
        }
        String fate = CallFailures.fate(before, timeout);
        run.completeExceptionally(why.apply(fate));
        preparing.cancel(true);
        if (before == CreateState.ON_THE_WIRE) {
            lookAndCancel();
        } else if (before != CreateState.RECONCILING) {
            Future<?> waiting = sending;
            if (waiting != null) {
                waiting.cancel(true);
            }
            end(new CancellationException());
        }
        return fate;
    }

    private void lookAndCancel() {
        current().entry().abandon();
        new Reconciler(context, current().at(), this::only, () -> state() == CreateState.ABANDONED)
                .start(() -> CompletableFuture.completedFuture(null))
                .whenComplete(guarded((finding, thrown) -> {
                    lookedFor = true;
                    if (finding instanceof Finding.Found found) {
                        cancel(found.prediction());
                    } else if (current().entry().isLost()) {
                        notFound();
                    }
                }));
    }

    /** An earlier list could show another process's prediction in place of this one's. */
    private Finding only(RecentPredictions recent) {
        boolean early = context.elapsed(current().at()).compareTo(LIST_DELAY) < 0;
        return early ? new Finding.None() : current().entry().only(recent);
    }

    private void cancel(Prediction prediction) {
        if (!prediction.status().isTerminal()) {
            context.cancelQuietly(name, prediction.id());
        }
        end(new CancellationException());
    }

    /** Says in the log that a prediction may go on that could not be found. */
    void notFound() {
        if (state() == CreateState.ABANDONED) {
            context.warn(CallFailures.notCanceled(name, new Finding.None()), null);
            end(new CancellationException());
        }
    }

    private void expire() {
        giveUp(fate -> CallFailures.late(name, timeout, null, fate));
    }

    /** Ends the call, as its client is closed. */
    void close() {
        giveUp(fate -> new IllegalStateException(
                "The Replicate client was closed while " + name + " was being started. " + fate));
    }

    /** Cancels the run, now or as soon as its id is known. */
    public void abandon() {
        abandonedFate();
    }

    private String abandonedFate() {
        String fate = giveUp(then -> new CancellationException("The call of " + name + " was given up. " + then));
        TrackedPrediction live = run.isCompletedExceptionally() ? null : run.getNow(null);
        if (fate != null) {
            return fate;
        }
        String none = create == null ? "No prediction was created, and none will be." : "The call had failed already.";
        return live == null ? none : live.abandon();
    }

    /** Gives the run up for a thread that was interrupted while it waited, and says what that means. */
    public InterruptedCallException interrupted(InterruptedCallException interruption) {
        return new InterruptedCallException(
                "The thread was interrupted while it waited for " + name + ". " + abandonedFate(),
                interruption.getCause());
    }

    // ---- what callers ask

    /** {@return what listeners know the call by} */
    public @Nullable Object call() {
        return context.call();
    }

    /** {@return the run once it exists. Shared: not to be completed or cancelled} */
    public CompletableFuture<TrackedPrediction> run() {
        return run;
    }

    /** {@return the prediction as it was last seen; null if there is none} */
    public @Nullable Prediction latest() {
        TrackedPrediction live = run.isCompletedExceptionally() ? null : run.getNow(null);
        return live == null ? null : live.latest();
    }

    /** {@return completes when nothing is left to be done for this run here} */
    CompletableFuture<Boolean> settled() {
        return settled;
    }

    /** {@return whether the API was to hold its answer back} */
    public boolean waited() {
        return !current().spec().window().isZero();
    }

    /** {@return whether the API answered before it had to: it does so when the run has ended} */
    public boolean answeredEarly() {
        return answeredEarly;
    }
}
