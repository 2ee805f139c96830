package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SharedFuturesTest {

    private final SharedFutures<String, Integer> cache = SharedFutures.withMemory();
    private final List<CompletableFuture<Integer>> started = new ArrayList<>();

    private CompletableFuture<Integer> get() {
        return cache.get("key", () -> {
            started.add(new CompletableFuture<>());
            return started.get(started.size() - 1);
        });
    }

    @Test
    void workIsDoneOnceForAllWhoWantIt() {
        CompletableFuture<Integer> one = get();
        CompletableFuture<Integer> two = get();
        started.get(0).complete(42);

        assertThat(one).isCompletedWithValue(42);
        assertThat(two).isCompletedWithValue(42);
        assertThat(get()).isCompletedWithValue(42);
        assertThat(started).hasSize(1);
    }

    @Test
    void workGoesOnWhileSomebodyWantsIt() {
        CompletableFuture<Integer> one = get();
        CompletableFuture<Integer> two = get();

        one.cancel(true);
        assertThat(started.get(0)).isNotDone();

        started.get(0).complete(42);
        assertThat(one).isCancelled();
        assertThat(two).isCompletedWithValue(42);
    }

    @Test
    void workStopsWhenNobodyWantsItAndStartsAnewForTheNext() {
        CompletableFuture<Integer> one = get();
        CompletableFuture<Integer> two = get();

        one.cancel(true);
        two.thenApply(value -> value + 1).cancel(true);
        assertThat(started.get(0)).isCancelled();

        CompletableFuture<Integer> three = get();
        started.get(1).complete(42);
        assertThat(three).isCompletedWithValue(42);
    }

    @Test
    void aFailureIsToldToAllAndForgotten() {
        CompletableFuture<Integer> one = get();
        CompletableFuture<Integer> two = get();
        started.get(0).completeExceptionally(new CompletionException(new IllegalStateException("no")));

        assertThatThrownBy(one::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(two::join).hasCauseInstanceOf(IllegalStateException.class);
        get();
        assertThat(started).hasSize(2);
    }

    @Test
    void whatCannotBeStartedFails() {
        CompletableFuture<Integer> failed = cache.get("key", () -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(get()).isNotDone();
    }

    @Test
    void whatIsOutdatedIsDoneAgain() {
        get();
        started.get(0).complete(1);
        cache.removeIf(value -> value == 1);

        assertThat(get()).isNotDone();
    }
}
