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

/**
 * The account's predictions that were created since a moment, by the API's own clock.
 *
 * @param predictions newest first, without those from the web site
 * @param begin the moment by the API's clock; null if that is not known
 * @param gap why there may be others; null if there are none
 */
record RecentPredictions(
        List<Prediction> predictions,
        @Nullable Instant begin,
        @Nullable String gap) {

    /** The header {@code Date} has whole seconds, a request takes time, and the API's machines need not agree. */
    private static final Duration CERTAIN_SLACK = Duration.ofSeconds(5);

    /** Whatever is this much older may still be meant, where clocks differ more; but nobody can be certain. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    /** 100 predictions a page: an account that creates more in that time can't be searched. */
    private static final int MOST_PAGES = 10;

    boolean isSurelyRecent(Prediction prediction) {
        return begin != null && !prediction.createdAt().isBefore(begin.minus(CERTAIN_SLACK));
    }

    /**
     * Lists the predictions created since a moment.
     *
     * @param begin the moment by the API's clock; null where that is not known yet
     * @param moment the moment by the scheduler's clock
     */
    static CompletableFuture<RecentPredictions> since(
            @Nullable Instant begin, long moment, Predictions predictions, Scheduler scheduler) {
        Search search = new Search(predictions, scheduler, begin, moment);
        return search.predictions.listAsync(PredictionQuery.all()).thenCompose(page -> search.add(page, 1));
    }

    /** Reads page after page until what is there is older. */
    private static final class Search {

        private final Scheduler scheduler;
        private final long moment;
        private final Predictions predictions;
        private final List<Prediction> found = new ArrayList<>();
        private volatile @Nullable Reply lastReply;
        private @Nullable Instant begin;

        Search(Predictions predictions, Scheduler scheduler, @Nullable Instant begin, long moment) {
            this.scheduler = scheduler;
            this.moment = moment;
            this.begin = begin;
            this.predictions = predictions.with(options -> options.onReply(reply -> lastReply = reply));
        }

        CompletableFuture<RecentPredictions> add(Page<Prediction> page, int number) {
            Instant now = begin == null ? apiTime() : null;
            begin = now == null ? begin : now.minusNanos(scheduler.nanoTime() - moment);
            boolean older = false;
            for (Prediction prediction : page.items()) {
                older |= begin != null && prediction.createdAt().isBefore(begin.minus(SLACK));
                if (!older && !prediction.source().map(Source.WEB::equals).orElse(false)) {
                    found.add(prediction);
                }
            }
            if (begin == null) {
                return done("the API's answer has no Date to tell old predictions from new ones by");
            }
            if (older || !page.hasNext()) {
                return done(null);
            }
            return number == MOST_PAGES
                    ? done("too many predictions have been created since")
                    : page.nextAsync().thenCompose(next -> add(next, number + 1));
        }

        private CompletableFuture<RecentPredictions> done(@Nullable String gap) {
            return CompletableFuture.completedFuture(new RecentPredictions(found, begin, gap));
        }

        private @Nullable Instant apiTime() {
            Reply reply = lastReply;
            String date = reply == null ? "" : reply.header("Date").orElse("");
            try {
                return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException e) {
                return null; // the machine's own clock may be wrong
            }
        }
    }
}
