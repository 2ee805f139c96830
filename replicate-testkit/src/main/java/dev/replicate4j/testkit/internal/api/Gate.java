package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.http.HttpFront;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.journal.Entry;
import dev.replicate4j.testkit.internal.journal.Journal;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every request passes: it is written down, may be hit by a fault, must have a token, and finds its operation. */
public final class Gate implements HttpFront.Handler {

    private final Router router;
    private final Journal journal;
    private final Timeline timeline;
    private final Faults faults;
    private final ModelOfRequest models;
    private final @Nullable Tokens tokens;
    private final @Nullable Limits limits;

    private Gate(
            Router router,
            Journal journal,
            Timeline timeline,
            Faults faults,
            ModelOfRequest models,
            @Nullable Tokens tokens,
            @Nullable Limits limits) {
        this.router = router;
        this.journal = journal;
        this.timeline = timeline;
        this.faults = faults;
        this.models = models;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** Makes the gate of the API. */
    public static Gate ofApi(
            Router router,
            Journal journal,
            Timeline timeline,
            Faults faults,
            ModelOfRequest models,
            Tokens tokens,
            Limits limits) {
        return new Gate(router, journal, timeline, faults, models, tokens, limits);
    }

    /** Makes the gate of files and streams: neither needs a token, neither is limited. */
    public static Gate ofDeliveries(
            Router router, Journal journal, Timeline timeline, Faults faults, ModelOfRequest models) {
        return new Gate(router, journal, timeline, faults, models, null, null);
    }

    @Override
    public CompletionStage<Reply> handle(Request request) {
        Entry entry = journal.add(request, timeline.now());
        Optional<Faults.Hit> hit = fault(request);
        hit.ifPresent(fault -> request.faulted(fault.name()));
        Effect effect = hit.map(Faults.Hit::effect).orElse(null);
        return worked(effect, () -> answer(request)).thenApply(reply -> {
            entry.replied(reply);
            return reply;
        });
    }

    private Optional<Faults.Hit> fault(Request request) {
        if (!faults.any()) {
            return Optional.empty();
        }
        Occasion occasion = new Occasion(request.origin(), request.method(), request.path(), models.find(request));
        return faults.take(Effect.Place.REQUEST, occasion);
    }

    private CompletionStage<Reply> worked(@Nullable Effect effect, Supplier<CompletionStage<Reply>> answer) {
        if (effect == null) {
            return answer.get();
        }
        if (effect instanceof Effect.Delay delay) {
            return answer.get().thenCompose(reply -> later(reply, delay.by()));
        }
        Reply instead = Damage.instead(effect);
        return instead == null
                ? answer.get().thenApply(reply -> Damage.damaged(effect, reply))
                : CompletableFuture.completedFuture(instead);
    }

    private CompletionStage<Reply> later(Reply reply, Duration by) {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        timeline.after(by, () -> later.complete(reply));
        return later;
    }

    private CompletionStage<Reply> answer(Request request) {
        int left = 0;
        try {
            if (tokens != null) {
                tokens.check(request);
            }
            left = limits == null ? 0 : limits.take(request);
            int remaining = left;
            CompletionStage<Reply> stage = router.route(request);
            return (stage == null
                            ? CompletableFuture.completedFuture(
                                    Problem.notFound().reply())
                            : stage)
                    .exceptionally(Gate::problem)
                    .thenApply(reply -> withLimits(reply, remaining));
        } catch (Problem problem) {
            return CompletableFuture.completedFuture(withLimits(problem.reply(), left));
        }
    }

    private static Reply problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Problem problem) {
            return problem.reply();
        }
        throw new CompletionException(cause);
    }

    private Reply withLimits(Reply reply, int left) {
        return limits == null
                ? reply
                : reply.header("ratelimit-remaining", Integer.toString(left)).header("ratelimit-reset", "1");
    }
}
