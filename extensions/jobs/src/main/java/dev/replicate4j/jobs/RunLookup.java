package dev.replicate4j.jobs;

import dev.replicate4j.api.Page;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionQuery;
import dev.replicate4j.api.Predictions;
import dev.replicate4j.api.Source;
import dev.replicate4j.jobs.internal.journal.KeyIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the predictions of creates whose answers are not known, among the account's recent ones, as deep as the oldest of
 * these creates needs. One listing serves all that ask while another is under way. Holds no thread; thread-safe.
 */
final class RunLookup {

    /** More predictions that belong to no key are not compared: another program uses the account heavily. */
    private static final int MOST_STRANGERS = 20_000;

    /** Servers of an API need not agree on the time to the second. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Predictions predictions;
    private final KeyIndex index;
    private final Map<Object, CompletableFuture<?>> onTheWire = new ConcurrentHashMap<>();
    private List<Search> waiting = new ArrayList<>(); // guarded by this
    private boolean listing; // guarded by this

    /** What a listing shows. */
    sealed interface Finding {

        /** This is it; nobody else gets it. */
        record Found(Prediction prediction) implements Finding {}

        /** There is none. */
        record None() implements Finding {}

        /** Any of these may be it. */
        record Unsure(List<String> ids, String why) implements Finding {}
    }

    /**
     * What is looked for.
     *
     * @param digest of the input
     * @param since no prediction that is looked for is older; null for as far as the list goes
     * @param isOf tells whether a prediction is it, as far as that can be told
     */
    record Search(
            String digest,
            @Nullable Instant since,
            Function<Prediction, Optional<Boolean>> isOf,
            CompletableFuture<Finding> result) {}

    RunLookup(Predictions predictions, KeyIndex index) {
        this.predictions = predictions;
        this.index = index;
    }

    /** A create is being sent: until it is answered, its prediction may be anybody's. */
    void sent(CompletableFuture<?> answer) {
        Object create = new Object();
        onTheWire.put(create, answer);
        answer.whenComplete((prediction, failure) -> onTheWire.remove(create));
    }

    /** {@return the creates that are not answered yet} */
    List<CompletableFuture<?>> onTheWire() {
        return List.copyOf(onTheWire.values());
    }

    /** {@return what a listing shows that begins after this call; fails if the list cannot be read} */
    CompletableFuture<Finding> find(
            String digest, @Nullable Instant since, Function<Prediction, Optional<Boolean>> isOf) {
        Search search = new Search(digest, since, isOf, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(search);
        }
        next();
        return search.result();
    }

    private void next() {
        List<Search> searches;
        synchronized (this) {
            if (listing || waiting.isEmpty()) {
                return;
            }
            listing = true;
            searches = waiting;
            waiting = new ArrayList<>();
        }
        List<CompletableFuture<?>> unanswered = onTheWire();
        strangers(searches)
                .thenCompose(found -> answered(unanswered).thenApply(done -> found))
                .whenComplete((found, failure) -> {
                    for (Search search : searches) {
                        conclude(search, found, failure);
                    }
                    synchronized (this) {
                        listing = false;
                    }
                    next();
                });
    }

    private static CompletableFuture<Void> answered(List<CompletableFuture<?>> creates) {
        return CompletableFuture.allOf(creates.stream()
                .map(create -> create.handle((prediction, failure) -> 0))
                .toArray(CompletableFuture[]::new));
    }

    private void conclude(Search search, @Nullable List<Prediction> found, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                search.result().completeExceptionally(Failures.unwrap(failure));
            } else if (found == null) {
                search.result()
                        .complete(new Finding.Unsure(
                                List.of(),
                                "the account has more than " + MOST_STRANGERS + " other predictions since then"));
            } else {
                search.result().complete(judge(search, found));
            }
        } catch (RuntimeException e) {
            search.result().completeExceptionally(e);
        }
    }

    private Finding judge(Search search, List<Prediction> found) {
        List<Prediction> equal = new ArrayList<>();
        List<String> candidates = new ArrayList<>();
        for (Prediction prediction : found) {
            if (!index.isKnown(prediction.id()) && !isBefore(prediction, search.since())) {
                Optional<Boolean> is = search.isOf().apply(prediction);
                if (is.orElse(true)) {
                    candidates.add(prediction.id());
                }
                if (is.orElse(false)) {
                    equal.add(prediction);
                }
            }
        }
        if (candidates.isEmpty()) {
            return new Finding.None();
        }
        // Equal creates are interchangeable: which of their predictions is whose makes no difference.
        if (equal.isEmpty() || equal.size() > index.pending(search.digest())) {
            return new Finding.Unsure(candidates, "any of these may be it: " + String.join(", ", candidates));
        }
        equal.sort(Comparator.comparing(Prediction::createdAt));
        for (Prediction prediction : equal) {
            if (index.take(prediction.id())) {
                return new Finding.Found(prediction);
            }
        }
        return new Finding.None();
    }

    private static boolean isBefore(Prediction prediction, @Nullable Instant since) {
        return since != null && prediction.createdAt().isBefore(since.minus(SLACK));
    }

    /** {@return the account's predictions that belong to no key; null if there are too many} */
    private CompletableFuture<@Nullable List<Prediction>> strangers(List<Search> searches) {
        boolean all = searches.stream().anyMatch(search -> search.since() == null);
        Instant oldest = all
                ? null
                : searches.stream()
                        .map(Search::since)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return predictions.listAsync(PredictionQuery.all()).thenCompose(page -> add(page, oldest, new ArrayList<>()));
    }

    private CompletableFuture<@Nullable List<Prediction>> add(
            Page<Prediction> page, @Nullable Instant oldest, List<Prediction> found) {
        for (Prediction prediction : page.items()) {
            if (isBefore(prediction, oldest)) {
                return CompletableFuture.completedFuture(found);
            }
            boolean web = prediction.source().map(Source.WEB::equals).orElse(false);
            if (!web && !index.isKnown(prediction.id())) {
                found.add(prediction);
            }
        }
        if (!page.hasNext()) {
            return CompletableFuture.completedFuture(found);
        }
        return found.size() > MOST_STRANGERS
                ? CompletableFuture.completedFuture(null)
                : page.nextAsync().thenCompose(next -> add(next, oldest, found));
    }
}
