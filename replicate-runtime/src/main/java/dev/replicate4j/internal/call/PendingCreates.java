package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each create of one client whether it is under way, was answered, or lost its answer, so that a prediction is
 * given to one caller only. Equal creates (the same target and input) are interchangeable: which of the predictions that
 * they have created belongs to which of them makes no difference. Thread-safe.
 */
final class PendingCreates {

    /** Predictions whose ids are remembered: far more than a client creates in the seconds that matter. */
    private static final int REMEMBERED = 10_000;

    private final Map<Map.Entry<String, Map<String, @Nullable Object>>, Group> groups = new HashMap<>();
    private final Set<String> taken = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Equal for equal creates. No record: for the first hash code of one, a JVM spends 20 ms on method handles. */
    private static Map.Entry<String, Map<String, @Nullable Object>> key(PredictionSpec spec) {
        return Map.entry(spec.target().toString(), spec.input());
    }

    private static final class Group {
        private int underWay;
        private int lost;
        private final List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();
    }

    /** What a look at the recent predictions shows for a create that lost its answer. */
    sealed interface Finding {
        /** This is it; nobody else gets it. */
        record Found(Prediction prediction) implements Finding {}

        /** There is none yet. */
        record None() implements Finding {}

        /** Any of these may be it. */
        record Unsure(List<String> ids) implements Finding {}
    }

    /** A create is sent. */
    synchronized void sent(PredictionSpec spec) {
        groups.computeIfAbsent(key(spec), key -> new Group()).underWay++;
    }

    /** It was answered with a prediction. */
    void answered(PredictionSpec spec, String id) {
        synchronized (this) {
            taken.add(id);
        }
        settle(spec, false);
    }

    /** It was refused, or never sent. */
    void refused(PredictionSpec spec) {
        settle(spec, false);
    }

    /**
     * Its answer is lost.
     *
     * @return completes when the equal creates that are under way have been answered, or not: until then, a prediction may
     *     be theirs
     */
    CompletableFuture<@Nullable Void> lost(PredictionSpec spec) {
        CompletableFuture<@Nullable Void> quiet = new CompletableFuture<>();
        synchronized (this) {
            group(spec).waiting.add(quiet);
        }
        settle(spec, true);
        return quiet;
    }

    private void settle(PredictionSpec spec, boolean lost) {
        List<CompletableFuture<@Nullable Void>> free = List.of();
        synchronized (this) {
            Group group = group(spec);
            group.underWay--;
            group.lost += lost ? 1 : 0;
            if (group.underWay == 0) {
                free = List.copyOf(group.waiting);
                group.waiting.clear();
            }
            removeIfDone(spec, group);
        }
        free.forEach(waiting -> waiting.complete(null));
    }

    /** It is not looked for any longer. */
    synchronized void closed(PredictionSpec spec) {
        Group group = group(spec);
        group.lost--;
        removeIfDone(spec, group);
    }

    /** Judges recent predictions for a create that lost its answer, and takes one if it is sure. */
    synchronized Finding judge(PredictionSpec spec, List<Prediction> recent) {
        List<Prediction> same = alike(spec, recent, PredictionMatch.SAME);
        List<Prediction> unsure = alike(spec, recent, PredictionMatch.UNSURE);
        if (same.size() > group(spec).lost || same.isEmpty() && !unsure.isEmpty()) {
            same.addAll(unsure);
            return new Finding.Unsure(same.stream().map(Prediction::id).toList());
        }
        if (same.isEmpty()) {
            return new Finding.None();
        }
        Prediction oldest = Collections.min(same, Comparator.comparing(Prediction::createdAt));
        taken.add(oldest.id());
        return new Finding.Found(oldest);
    }

    /** Finds the prediction of a create that is under way, if it is the only one of its kind. */
    synchronized @Nullable Prediction onlyOne(PredictionSpec spec, List<Prediction> recent) {
        Group group = groups.get(key(spec));
        List<Prediction> same = alike(spec, recent, PredictionMatch.SAME);
        boolean sure = group != null && group.underWay == 1 && group.lost == 0 && same.size() == 1;
        return sure ? same.get(0) : null;
    }

    private List<Prediction> alike(PredictionSpec spec, List<Prediction> recent, PredictionMatch likeness) {
        List<Prediction> alike = new ArrayList<>();
        for (Prediction prediction : recent) {
            if (!taken.contains(prediction.id()) && PredictionMatch.of(spec, prediction) == likeness) {
                alike.add(prediction);
            }
        }
        return alike;
    }

    private Group group(PredictionSpec spec) {
        return groups.computeIfAbsent(key(spec), key -> new Group());
    }

    private void removeIfDone(PredictionSpec spec, Group group) {
        if (group.underWay == 0 && group.lost == 0) {
            groups.remove(key(spec));
        }
    }
}
