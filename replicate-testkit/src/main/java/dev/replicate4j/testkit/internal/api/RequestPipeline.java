package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.http.EmbeddedHttpServer;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.journal.RequestJournal;
import dev.replicate4j.testkit.internal.journal.RequestJournalEntry;
import dev.replicate4j.testkit.internal.time.ServerClock;
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

/** Handles requests: journal, faults, token, quota, operation. */
public final class RequestPipeline implements EmbeddedHttpServer.Handler {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Router router;
    private final RequestJournal journal;
    private final ServerClock clock;
    private final FaultInjector faults;
    private final RequestModelResolver models;
    private final @Nullable TokenCheck tokens;
    private final @Nullable RequestQuota limits;

    private RequestPipeline(
            Router router,
            RequestJournal journal,
            ServerClock clock,
            FaultInjector faults,
            RequestModelResolver models,
            @Nullable TokenCheck tokens,
            @Nullable RequestQuota limits) {
        this.router = router;
        this.journal = journal;
        this.clock = clock;
        this.faults = faults;
        this.models = models;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** Creates the pipeline of the API. */
    public static RequestPipeline ofApi(
            Router router,
            RequestJournal journal,
            ServerClock clock,
            FaultInjector faults,
            RequestModelResolver models,
            TokenCheck tokens,
            RequestQuota limits) {
        return new RequestPipeline(router, journal, clock, faults, models, tokens, limits);
    }

    /** Creates the pipeline of files and streams, which need no token and have no quota. */
    public static RequestPipeline ofDeliveries(
            Router router,
            RequestJournal journal,
            ServerClock clock,
            FaultInjector faults,
            RequestModelResolver models) {
        return new RequestPipeline(router, journal, clock, faults, models, null, null);
    }

    @Override
    public CompletionStage<ServerReply> handle(ServerRequest request) {
        RequestJournalEntry entry = journal.add(request, clock.now());
        Optional<FaultPoint> occasion =
                faults.any() ? Optional.of(FaultPoint.of(request, models.find(request))) : Optional.empty();
        Optional<FaultEffect.OnExchange> effect = take(FaultEffect.OnExchange.class, request, occasion);
        Optional<FaultEffect.OnHeaders> headers = take(FaultEffect.OnHeaders.class, request, occasion);
        return (effect.isPresent() ? faulty(effect.get(), request) : answer(request)).thenApply(reply -> {
            ServerReply sent = headers.map(change -> changed(change, reply)).orElseGet(() -> dated(reply));
            entry.replied(sent);
            return sent;
        });
    }

    private <E extends FaultEffect> Optional<E> take(
            Class<E> kind, ServerRequest request, Optional<FaultPoint> occasion) {
        return occasion.flatMap(now -> faults.take(kind, now)).map(hit -> {
            request.faulted(hit.name());
            return hit.effect();
        });
    }

    private CompletionStage<ServerReply> faulty(FaultEffect.OnExchange effect, ServerRequest request) {
        if (effect instanceof FaultEffect.OnReply damage) {
            return answer(request).thenApply(reply -> ReplyDamage.damaged(damage, reply));
        }
        if (effect instanceof FaultEffect.Delay delay) {
            return answer(request).thenCompose(reply -> later(reply, delay.by()));
        }
        return CompletableFuture.completedFuture(notCarriedOut(effect, request));
    }

    private ServerReply notCarriedOut(FaultEffect.OnExchange effect, ServerRequest request) {
        if (effect instanceof FaultEffect.NotCarriedOut pretend) {
            return ReplyDamage.damaged(
                    pretend.damage(), ReplyDamage.pretended(request.method().equals("POST")));
        }
        if (effect instanceof FaultEffect.DelayedCreate create) {
            request.body(); // it cannot be read any more when the reply has been sent
            clock.after(create.by(), () -> answer(request));
            return ReplyDamage.error(create.status());
        }
        return ReplyDamage.refusal((FaultEffect.Refuse) effect);
    }

    private ServerReply changed(FaultEffect.OnHeaders effect, ServerReply reply) {
        if (effect instanceof FaultEffect.RateLimitHeaders limit) {
            return dated(reply)
                    .headers(rateLimits(limit.remaining(), limit.reset().toSeconds()));
        }
        return reply;
    }

    private ServerReply dated(ServerReply reply) {
        return reply.header("Date", HTTP_DATE.format(clock.now()));
    }

    private CompletionStage<ServerReply> later(ServerReply reply, Duration by) {
        CompletableFuture<ServerReply> later = new CompletableFuture<>();
        clock.after(by, () -> later.complete(reply));
        return later;
    }

    private CompletionStage<ServerReply> answer(ServerRequest request) {
        int left = 0;
        try {
            if (tokens != null) {
                tokens.check(request);
            }
            left = limits == null ? 0 : limits.take(request);
            int remaining = left;
            CompletionStage<ServerReply> stage = router.route(request);
            return (stage == null
                            ? CompletableFuture.completedFuture(
                                    ApiError.notFound().reply())
                            : stage)
                    .exceptionally(RequestPipeline::problem)
                    .thenApply(reply -> withLimits(reply, remaining));
        } catch (ApiError problem) {
            return CompletableFuture.completedFuture(withLimits(problem.reply(), left));
        }
    }

    private static ServerReply problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiError problem) {
            return problem.reply();
        }
        throw new CompletionException(cause);
    }

    private ServerReply withLimits(ServerReply reply, int left) {
        return limits == null ? reply : reply.headers(rateLimits(left, 1));
    }

    private static Map<String, String> rateLimits(int remaining, long reset) {
        return Map.of("ratelimit-remaining", Integer.toString(remaining), "ratelimit-reset", Long.toString(reset));
    }
}
