package dev.replicate4j.bench.stub;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a model does, as its name says: {@code instant}; {@code poll-MILLIS}, which never holds a request; {@code
 * hold-MILLIS}, which holds one that says {@code Prefer: wait}; {@code tokens-FIRST_MILLIS-COUNT-PER_SECOND}, where 0
 * per second is as fast as they are taken; {@code upload}, which is done at once.
 *
 * @param name the name
 * @param action what it does
 * @param numbers the numbers of the name
 */
record Kind(String name, String action, List<Long> numbers) {

    static Kind parse(String name) {
        String[] words = name.split("-", -1);
        List<Long> numbers = Arrays.stream(words).skip(1).map(Long::valueOf).toList();
        return new Kind(name, words[0], numbers);
    }

    boolean holds() {
        return action.equals("hold");
    }

    boolean streams() {
        return action.equals("tokens");
    }

    int tokens() {
        return numbers.get(1).intValue();
    }

    /** Returns how many tokens there are after some time; all at once where they have no rate. */
    int tokensAfter(long nanos) {
        long first = TimeUnit.MILLISECONDS.toNanos(numbers.get(0));
        if (nanos < first) {
            return 0;
        }
        return numbers.get(2) == 0
                ? tokens()
                : (int) Math.min(tokens(), 1 + (nanos - first) * numbers.get(2) / 1_000_000_000L);
    }

    /** Returns when a token is due, in nanoseconds after the start. */
    long dueNanos(int token) {
        long first = TimeUnit.MILLISECONDS.toNanos(numbers.get(0));
        return numbers.get(2) == 0 ? first : first + token * 1_000_000_000L / numbers.get(2);
    }

    /** Returns how long a run takes, in nanoseconds. */
    long durationNanos() {
        return switch (action) {
            case "tokens" -> dueNanos(tokens() - 1);
            case "poll", "hold" -> TimeUnit.MILLISECONDS.toNanos(numbers.get(0));
            default -> 0;
        };
    }
}
