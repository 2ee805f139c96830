package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The creates of one account that are on the wire or have lost their answers, of all clients of the JVM, so that a
 * prediction is given to one caller only. Equal creates (the same target and input) are interchangeable: which of their
 * predictions belongs to which of them makes no difference. Thread-safe.
 */
final class PendingCreates {

    /** Predictions whose ids are remembered: far more than are created in the seconds that matter. */
    private static final int REMEMBERED = 10_000;

    private static final Map<Object, PendingCreates> BY_ACCOUNT = new HashMap<>();

    private final Object account;
    private int clients; // guarded by the class
    private final Map<Key, List<Entry>> groups = new HashMap<>();

    /** The ids of predictions that have an owner, and whether that one has adopted it. */
    private final Map<String, Boolean> owned = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private PendingCreates(Object account) {
        this.account = account;
    }

    /** {@return those of the account that a token belongs to, to be released; two tokens never share any} */
    static PendingCreates acquire(URI api, @Nullable String token) {
        Object account = Map.entry(api, token == null ? "" : token);
        synchronized (PendingCreates.class) {
            PendingCreates creates = BY_ACCOUNT.computeIfAbsent(account, PendingCreates::new);
            creates.clients++;
            return creates;
        }
    }

    /** {@return some that belong to no account} */
    static PendingCreates unshared() {
        return new PendingCreates("");
    }

    /** Says that a client needs them no longer. */
    void release() {
        synchronized (PendingCreates.class) {
            if (--clients == 0) {
                BY_ACCOUNT.remove(account);
            }
        }
    }

    /** Equal for equal creates. Its hash code is computed once, as inputs may be large, and may change while it is here. */
    private static final class Key {
        private final String target;
        private final Map<String, @Nullable Object> input;
        private final int hash;

        Key(PredictionSpec spec) {
            this.target = spec.target().toString();
            this.input = spec.input();
            this.hash = 31 * target.hashCode() + input.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || other instanceof Key key
                            && key.hash == hash
                            && key.target.equals(target)
                            && key.input.equals(input);
        }
    }

    /** Adds a create that is about to be sent. */
    Entry add(PredictionSpec spec) {
        Key key = new Key(spec);
        synchronized (this) {
            List<Entry> equal = groups.computeIfAbsent(key, none -> new ArrayList<>());
            Entry entry = new Entry(spec, key, equal);
            equal.add(entry);
            return entry;
        }
    }

    /** Predictions that nobody owns, and that are or may be those of a create. */
    private record Candidates(List<Prediction> same, List<Prediction> uncertain) {

        List<Prediction> all() {
            List<Prediction> all = new ArrayList<>(same);
            all.addAll(uncertain);
            return all;
        }
    }

    /** One create. Its place in the list of equal ones is the order in which they were sent. */
    final class Entry {

        private final PredictionSpec spec;
        private final Key key;
        private final List<Entry> equal;
        private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
        private boolean abandoned;

        private Entry(PredictionSpec spec, Key key, List<Entry> equal) {
            this.spec = spec;
            this.key = key;
            this.equal = equal;
        }

        /**
         * The answer has come.
         *
         * @return false if an equal create that lost its answer has been given this prediction: this one is lost now
         */
        boolean answered(String id) {
            boolean mine;
            synchronized (PendingCreates.this) {
                mine = !Boolean.TRUE.equals(owned.putIfAbsent(id, false));
            }
            if (mine) {
                close();
            } else {
                lost();
            }
            return mine;
        }

        /** The answer is lost. */
        void lost() {
            answered.complete(false);
        }

        boolean isLost() {
            return answered.isDone();
        }

        /** Its caller has given up. */
        void abandon() {
            synchronized (PendingCreates.this) {
                abandoned = true;
            }
        }

        /** It was refused, or is looked for no longer. */
        void close() {
            synchronized (PendingCreates.this) {
                equal.remove(this);
                if (equal.isEmpty()) {
                    groups.remove(key, equal);
                }
            }
            answered.complete(true);
        }

        /** Completes when no equal create that was sent earlier is unanswered: until then, a prediction may be its. */
        CompletableFuture<?> earlierAnswered() {
            synchronized (PendingCreates.this) {
                int place = Math.max(0, equal.indexOf(this));
                return CompletableFuture.allOf(equal.subList(0, place).stream()
                        .map(entry -> entry.answered)
                        .toArray(CompletableFuture[]::new));
            }
        }

        /** Judges the recent predictions for a create that lost its answer, and takes one if it is sure. */
        Finding reconcile(RecentPredictions recent) {
            synchronized (PendingCreates.this) {
                Candidates candidates = candidates(recent);
                int same = candidates.same().size();
                int unanswered = (int)
                        equal.stream().filter(entry -> !entry.answered.isDone()).count();
                if (recent.gap() == null && same > unanswered && same <= equal.size()) {
                    return found(candidates.same());
                }
                boolean none = recent.gap() == null && candidates.all().isEmpty();
                return none ? new Finding.None() : unsure(recent, candidates.all());
            }
        }

        /** Finds a prediction of the equal creates, if nobody wants any of theirs and they can be told from all others. */
        Finding only(RecentPredictions recent) {
            synchronized (PendingCreates.this) {
                Candidates candidates = candidates(recent);
                int same = candidates.same().size();
                boolean unwanted = equal.stream().allMatch(entry -> entry.abandoned);
                boolean clear = candidates.uncertain().isEmpty() && recent.gap() == null;
                return unwanted && clear && same > 0 && same <= equal.size()
                        ? found(candidates.same())
                        : new Finding.None();
            }
        }

        private Finding found(List<Prediction> same) {
            Prediction oldest = Collections.min(same, Comparator.comparing(Prediction::createdAt));
            owned.put(oldest.id(), true);
            return new Finding.Found(oldest);
        }

        private Candidates candidates(RecentPredictions recent) {
            Candidates candidates = new Candidates(new ArrayList<>(), new ArrayList<>());
            for (Prediction prediction : recent.predictions()) {
                PredictionMatch match = owned.containsKey(prediction.id())
                        ? PredictionMatch.DIFFERENT
                        : PredictionComparison.of(spec, prediction);
                if (match == PredictionMatch.EQUAL && recent.isSurelyRecent(prediction)) {
                    candidates.same().add(prediction);
                } else if (match != PredictionMatch.DIFFERENT && !belongsToAnother(prediction)) {
                    candidates.uncertain().add(prediction);
                }
            }
            return candidates;
        }

        /** What is just what another create has sent is that one's. */
        private boolean belongsToAnother(Prediction prediction) {
            return groups.values().stream()
                    .flatMap(Collection::stream)
                    .filter(other -> !other.key.equals(key))
                    .anyMatch(other -> PredictionComparison.of(other.spec, prediction) == PredictionMatch.EQUAL);
        }
    }

    private static Finding unsure(RecentPredictions recent, List<Prediction> candidates) {
        List<String> ids = candidates.stream().map(Prediction::id).toList();
        String gap = recent.gap() == null ? "" : recent.gap();
        String found = ids.isEmpty() ? "" : "any of these may be it: " + String.join(", ", ids);
        return new Finding.Unsure(gap + (gap.isEmpty() || ids.isEmpty() ? "" : "; ") + found, ids);
    }
}
