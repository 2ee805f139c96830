package dev.replicate4j.internal.call;

import dev.replicate4j.api.Page;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionQuery;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.Source;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Scheduler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lists the account's predictions that were created since a moment, by the API's own clock. */
final class RecentPredictions {

    /** The header {@code Date} has whole seconds, and a request takes time. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** 100 predictions a page: an account that creates more in that time can't be searched. */
    private static final int MOST_PAGES = 10;

    private final Scheduler pacer;
    private final Predictions predictions;
    private final long since;
    private final List<Prediction> found = new ArrayList<>();
    private volatile @Nullable Reply lastReply;
    private @Nullable Instant begin;

    private RecentPredictions(Scheduler pacer, Predictions predictions, long since) {
        this.pacer = pacer;
        this.predictions = predictions.with(options -> options.onReply(reply -> lastReply = reply));
        this.since = since;
    }

    /** Returns the predictions since a moment of the pacer's clock; null if there are too many to be searched. */
    static CompletableFuture<@Nullable List<Prediction>> since(long moment, Predictions predictions, Scheduler pacer) {
        RecentPredictions recent = new RecentPredictions(pacer, predictions, moment);
        return recent.predictions.listAsync(PredictionQuery.all()).thenCompose(page -> recent.add(page, 1));
    }

    private CompletableFuture<@Nullable List<Prediction>> add(Page<Prediction> page, int number) {
        if (begin == null) {
            begin = apiTime().minus(Duration.ofNanos(pacer.nanoTime() - since)).minus(SLACK);
        }
        for (Prediction prediction : page.items()) {
            if (prediction.createdAt().isBefore(begin)) {
                return CompletableFuture.completedFuture(found);
            }
            if (!prediction.source().map(Source.WEB::equals).orElse(false)) {
                found.add(prediction);
            }
        }
        if (!page.hasNext()) {
            return CompletableFuture.completedFuture(found);
        }
        return number == MOST_PAGES
                ? CompletableFuture.completedFuture(null)
                : page.nextAsync().thenCompose(next -> add(next, number + 1));
    }

    private Instant apiTime() {
        Reply reply = lastReply;
        String date = reply == null ? "" : reply.header("Date").orElse("");
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return pacer.now(); // no such header: the machine's own clock has to do
        }
    }
}
