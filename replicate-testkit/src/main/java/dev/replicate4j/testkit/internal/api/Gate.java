package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.http.Defect;
import dev.replicate4j.testkit.internal.http.LoopbackServer;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.journal.Entry;
import dev.replicate4j.testkit.internal.journal.Journal;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What every request passes: it is written down, may be hit by a fault, must have a token, and finds its operation. */
public final class Gate implements LoopbackServer.Handler {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

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
        Optional<Occasion> occasion =
                faults.any() ? Optional.of(Occasion.of(request, models.find(request))) : Optional.empty();
        Optional<Effect.OnExchange> effect = take(Effect.OnExchange.class, request, occasion);
        Optional<Effect.OnHeaders> headers = take(Effect.OnHeaders.class, request, occasion);
        return (effect.isPresent() ? faulty(effect.get(), request) : answer(request)).thenApply(reply -> {
            Reply sent = headers.map(change -> changed(change, reply)).orElseGet(() -> dated(reply));
            entry.replied(sent);
            return sent;
        });
    }

    private <E extends Effect> Optional<E> take(Class<E> kind, Request request, Optional<Occasion> occasion) {
        return occasion.flatMap(now -> faults.take(kind, now)).map(hit -> {
            request.faulted(hit.name());
            return hit.effect();
        });
    }

    private CompletionStage<Reply> faulty(Effect.OnExchange effect, Request request) {
        if (effect instanceof Effect.OnReply damage) {
            return answer(request).thenApply(reply -> Damage.damaged(damage, reply));
        }
        if (effect instanceof Effect.Delay delay) {
            return answer(request).thenCompose(reply -> later(reply, delay.by()));
        }
        return CompletableFuture.completedFuture(notCarriedOut(effect, request));
    }

    private Reply notCarriedOut(Effect.OnExchange effect, Request request) {
        if (effect instanceof Effect.NotCarriedOut pretend) {
            return Damage.damaged(
                    pretend.damage(), Damage.pretended(request.method().equals("POST")));
        }
        if (effect instanceof Effect.DelayedCreate create) {
            request.body(); // it cannot be read any more when the reply has been sent
            timeline.after(create.by(), () -> answer(request));
            return Damage.error(create.status());
        }
        return effect instanceof Effect.Refuse refuse
                ? Damage.refusal(refuse)
                : Reply.empty(500).defect(new Defect.Drop());
    }

    private Reply changed(Effect.OnHeaders effect, Reply reply) {
        if (effect instanceof Effect.RateLimitHeaders limit) {
            return dated(reply)
                    .headers(rateLimits(limit.remaining(), limit.reset().toSeconds()));
        }
        return reply;
    }

    private Reply dated(Reply reply) {
        return reply.header("Date", HTTP_DATE.format(timeline.now()));
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
        return limits == null ? reply : reply.headers(rateLimits(left, 1));
    }

    private static Map<String, String> rateLimits(int remaining, long reset) {
        return Map.of("ratelimit-remaining", Integer.toString(remaining), "ratelimit-reset", Long.toString(reset));
    }
}
