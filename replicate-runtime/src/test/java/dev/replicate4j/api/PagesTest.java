package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.internal.http.Loopback;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PagesTest {

    private final Loopback server = new Loopback();
    private final Replicate replicate =
            Replicate.builder().baseUrl(server.baseUrl()).apiToken("r8_test").build();

    @AfterEach
    void close() {
        replicate.close();
        server.close();
    }

    private void twoPages() {
        server.then(
                        200,
                        "{\"next\":\"" + server.baseUrl()
                                + "/predictions?cursor=cD0y\",\"results\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")
                .then(200, "{\"next\":null,\"results\":[{\"id\":\"c\"}]}");
    }

    @Test
    void aPageIsIteratedOverWithAllThatFollowEachFetchedWhenItIsReached() {
        twoPages();
        List<String> seen = new ArrayList<>();

        for (Prediction prediction : replicate.predictions().list()) {
            seen.add(prediction.id() + server.asked().size());
        }

        assertThat(seen).containsExactly("a1", "b1", "c2");
    }

    @Test
    void aKeptCursorGoesOnInAnotherProcess() {
        twoPages();
        String kept = replicate.predictions().list().nextCursor().orElseThrow();

        Page<Prediction> page = replicate.predictions().list(kept);

        assertThat(page.items()).extracting(Prediction::id).containsExactly("c");
        assertThat(page.nextCursor()).isEmpty();
        assertThat(server.last().path()).isEqualTo("/v1/predictions");
        assertThat(server.last().query()).isEqualTo("cursor=cD0y");
    }

    @Test
    void theBareCursorWillDoToo() {
        server.then(200, "{\"results\":[{\"id\":\"c\"}]}");

        assertThat(replicate.models().listAsync("cD0y").join().items()).hasSize(1);
        assertThat(server.last().path()).isEqualTo("/v1/models");
        assertThat(server.last().query()).isEqualTo("cursor=cD0y");
    }

    @Test
    void theCursorOfAnotherListIsRefused() {
        assertThatThrownBy(() -> replicate.models().list(server.baseUrl() + "/predictions?cursor=cD0y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cursor is of the list /v1/predictions, not of /v1/models.");
        assertThatThrownBy(() -> replicate.models().list("https://192.0.2.1/v1/models?cursor=cD0y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Page.nextCursor()");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aPublisherFetchesAPageOnDemand() throws Exception {
        twoPages();
        Collector collector = new Collector();
        replicate.predictions().listAsync().join().publisher().subscribe(collector);

        collector.subscription.get().request(2);
        assertThat(collector.ids).containsExactly("a", "b");
        assertThat(server.asked()).hasSize(1);

        collector.subscription.get().request(5);
        collector.ended.get(20, TimeUnit.SECONDS);
        assertThat(collector.ids).containsExactly("a", "b", "c");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aPublisherFailsAsFetchingFails() {
        server.then(200, "{\"next\":\"" + server.baseUrl() + "/predictions?cursor=x\",\"results\":[]}")
                .then(404, "{\"detail\":\"gone\"}");
        Collector collector = new Collector();

        replicate.predictions().list().publisher().subscribe(collector);
        collector.subscription.join().request(1);

        assertThat(collector.ended)
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("gone");
    }

    private static final class Collector implements Flow.Subscriber<Prediction> {

        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final List<String> ids = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Prediction prediction) {
            ids.add(prediction.id());
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }
    }
}
