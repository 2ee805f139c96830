package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.OutputType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StreamTest {

    private static final ModelDefinition<Map<String, ?>, String, String> WRITER =
            ModelDefinition.official("acme/writer", "", OutputType.text());
    private static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> FRAMES =
            ModelDefinition.official("acme/writer", "", OutputType.iterator(OutputType.file()));
    private static final ModelDefinition<Map<String, ?>, Long, Long> COUNTER =
            ModelDefinition.official("acme/writer", "", OutputType.integer());

    private static final String CREATE = "POST /v1/models/acme/writer/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final String CANCEL = "POST /v1/predictions/p1/cancel";
    private static final String STREAM = "GET /stream";
    private static final Map<String, ?> INPUT = Map.of("prompt", "tell me a story");

    private final Loopback api = new Loopback();
    private final Loopback streamHost = new Loopback();
    private final Replicate replicate = api.client().build();

    @AfterEach
    void close() {
        replicate.close();
        api.close();
        streamHost.close();
    }

    @Test
    void piecesComeFromTheEventStream() {
        streaming(events("""
                : hi

                event: output
                id: 1690212292:0
                data: Once

                event: output
                id: 1690212292:1
                data:  upon
                data: a time

                event: news
                data: from the future

                event: done
                data: {}

                """));
        ended("Once", " upon\na time");

        try (OutputIterator<String> words = replicate.use(WRITER).stream(INPUT)) {
            assertThat(words.toList()).containsExactly("Once", " upon\na time");
            assertThat(words.text()).isEqualTo("Once upon\na time").isEqualTo(words.toString());
            assertThat(words.stream()).hasSize(2);
            assertThat(words.prediction().status()).isEqualTo(Status.SUCCEEDED);
        }
        assertThat(api.seen(CREATE)).hasSize(1);
        assertThat(api.seen(CREATE).get(0).header("Prefer")).isNull();
        assertThat(api.seen(GET)).hasSize(1);
        assertThat(streamHost.seen(STREAM).get(0).header("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void streamHostGetsNoToken() {
        streaming(events("event: output\ndata: x\n\nevent: done\ndata: {}\n\n"));
        ended("x");

        replicate.use(WRITER).stream(INPUT).toList();

        assertThat(streamHost.seen(STREAM).get(0).header("Authorization")).isNull();
        assertThat(api.seen(GET).get(0).header("Authorization")).isEqualTo("Bearer r8_test");
    }

    @Test
    void firstPieceIsThereBeforeTheSecondIsMade() {
        CountDownLatch read = new CountDownLatch(1);
        streaming(exchange -> {
            OutputStream out = eventStream(exchange);
            write(out, "event: output\nid: 1:0\ndata: Once\n\n");
            await(read);
            write(out, "event: output\nid: 1:1\ndata:  upon\n\nevent: done\ndata: {}\n\n");
        });
        ended("Once", " upon");

        Iterator<String> words = replicate.use(WRITER).stream(INPUT).iterator();

        assertThat(words.next()).isEqualTo("Once");
        read.countDown();
        assertThat(words.next()).isEqualTo(" upon");
        assertThat(words.hasNext()).isFalse();
    }

    @Test
    void cutStreamIsResumedAfterItsLastEventAndRepetitionsAreDropped() {
        streaming(
                events(
                        "retry: 1\nevent: output\nid: 1:0\ndata: a\n\nevent: output\nid: 1:1\ndata: b\n\n:408: idle\n\n"),
                events(
                        "event: output\nid: 1:1\ndata: b\n\nevent: output\nid: 1:2\ndata: c\n\nevent: done\ndata: {}\n\n"));
        api.on(GET, api.prediction(200, "p1", "processing"), succeeded("a", "b", "c"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b", "c");
        assertThat(streamHost.seen(STREAM).get(0).header("Last-Event-ID")).isNull();
        assertThat(streamHost.seen(STREAM).get(1).header("Last-Event-ID")).isEqualTo("1:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: 1:0\ndata: a\n\nid: 1:2\ndata: c\n\n", // a gap
                "id: 1:0\ndata: a\n\nid: 2:0\ndata: a\n\nid: 2:1\ndata: b\n\n", // repeated under new ids
                "id: 1:0\ndata: b\n\nid: 1:1\ndata: c\n\n" // without its beginning
            })
    void streamThatIsNotTheOutputEndsWithAnExceptionThatHasTheWhole(String pieces) {
        String named = pieces.replace("data:", "event: output\ndata:");
        streaming(events(named + "event: done\ndata: {}\n\n"));
        ended("a", "b", "c");

        OutputIterator<String> words = replicate.use(WRITER).stream(INPUT);

        assertThatThrownBy(words::toList)
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.raw()).isEqualTo(List.of("a", "b", "c")))
                .hasMessageContaining("pieces are missing or were repeated");
    }

    @Test
    void textAfterTheEndIsNotOutputAndAMissingTailIsMadeUpFor() {
        streaming(events("event: output\nid: 1:0\ndata: a\n\nevent: done\ndata: {}\n\n"
                + "event: output\nid: 1:1\ndata: x\n\n"));
        ended("a", "b", "c");

        assertThat(replicate.use(WRITER).stream(INPUT).text()).isEqualTo("abc");
    }

    @Test
    void eventThatIsRepeatedForEverIsNoProgress() {
        streaming(events("retry: 0\nevent: output\nid: 1:0\ndata: a\n\n"));
        api.on(GET, processing("a"), processing("a"), processing("a"), processing("a"), succeeded("a", "b"));

        assertThat(replicate.use(WRITER).stream(INPUT).text()).isEqualTo("ab");
        assertThat(streamHost.seen(STREAM)).hasSizeLessThan(6);
    }

    @Test
    void streamCutInTheMiddleOfAnEventLosesNothing() {
        streaming(
                events("retry: 1\nid: 1:0\nevent: output\ndata: a\n\nid: 1:1\nevent: output\ndata: b"),
                events("id: 1:1\nevent: output\ndata: b\n\nevent: done\ndata: {}\n\n"));
        api.on(GET, api.prediction(200, "p1", "processing"), succeeded("a", "b"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b");
        assertThat(streamHost.seen(STREAM).get(1).header("Last-Event-ID")).isEqualTo("1:0");
    }

    @Test
    void eventsWithoutIdsAreDeliveredAndAfterACutThePredictionIsLookedAt() {
        streaming(events("event: output\ndata: a\n\nevent: output\ndata: b\n\n"));
        api.on(GET, processing("a", "b"), processing("a", "b", "c"), succeeded("a", "b", "c", "d"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b", "c", "d");
        assertThat(streamHost.seen(STREAM)).hasSize(1);
    }

    @Test
    void whatTheStreamDidNotBringComesFromThePrediction() {
        streaming(events("event: output\nid: 1:0\ndata: On\n\nevent: done\ndata: {}\n\n"));
        ended("Once", " upon");

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("On", "ce upon");
    }

    @Test
    void endWithoutDoneIsSeenInThePrediction() {
        streaming(events("event: output\nid: 1:0\ndata: a\n\n"));
        ended("a");

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a");
    }

    @Test
    void responseThatIsNoEventStreamIsNotReadAsOne() {
        streaming(Loopback.raw(404, "text/event-stream", "event: output\ndata: wrong\n\n"));
        api.on(GET, processing("a"), succeeded("a", "b"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b");
    }

    @Test
    void failureComesAfterThePiecesThatWereMade() {
        streaming(events("event: output\nid: 1:0\ndata: a\n\nevent: error\ndata: {\"detail\":\"boom\"}\n\n"
                + "event: done\ndata: {\"reason\":\"error\"}\n\n"));
        api.on(GET, api.prediction(200, "p1", "failed", "error", "boom", "output", List.of("a")));
        Iterator<String> words = replicate.use(WRITER).stream(INPUT).iterator();

        assertThat(words.next()).isEqualTo("a");
        assertThatThrownBy(words::hasNext).isInstanceOf(ModelException.class).hasMessageContaining("boom");
    }

    @Test
    void cancellationElsewhereIsAnException() {
        streaming(events("event: done\ndata: {\"reason\":\"canceled\"}\n\n"));
        api.on(GET, api.prediction(200, "p1", "canceled", "output", null));

        assertThatThrownBy(() -> replicate.use(WRITER).stream(INPUT).text())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was canceled");
    }

    @Test
    void doneBeforeThePredictionSaysSoIsWaitedFor() {
        streaming(events("event: output\nid: 1:0\ndata: a\n\nevent: done\ndata:\n\n"));
        api.on(GET, processing("a"), processing("a"), succeeded("a"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a");
    }

    @Test
    void streamUrlThatOnlyShowsUpLaterIsUsed() {
        streamHost.on(STREAM, events("event: output\nid: 1:0\ndata: a\n\nevent: done\ndata: {}\n\n"));
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "starting", "stream", streamHost.url("/stream")), succeeded("a"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a");
        assertThat(streamHost.seen(STREAM)).hasSize(1);
    }

    @Test
    void streamIsReadFromItsStartEvenIfThereIsOutputAlready() {
        streamHost.on(
                STREAM,
                events("event: output\nid: 1:0\ndata: a\n\nevent: output\nid: 1:1\ndata: b\n\n"
                        + "event: done\ndata: {}\n\n"));
        api.on(
                CREATE,
                api.prediction(201, "p1", "processing", "output", List.of("a"), "stream", streamHost.url("/stream")));
        ended("a", "b");

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b");
        assertThat(streamHost.seen(STREAM)).hasSize(1);
    }

    @Test
    void runThatIsResumedInTheMiddleIsLookedAt() {
        api.on(GET, processing("a"), processing("a", "b"), succeeded("a", "b", "c"));

        assertThat(replicate.resume(WRITER, "p1").stream().toList()).containsExactly("a", "b", "c");
        assertThat(streamHost.seen()).isEmpty();
    }

    @Test
    void filesOfAStreamAreUrlPaths() {
        streaming(events("event: output\nid: 1:0\ndata: https://replicate.delivery/xezq/1.png\n\n"
                + "event: output\nid: 1:1\ndata: data:text/plain,hi\n\nevent: done\ndata: {}\n\n"));
        ended("https://replicate.delivery/xezq/1.png", "data:text/plain,hi");

        assertThat(replicate.use(FRAMES).stream(INPUT).toList())
                .extracting(URLPath::url)
                .containsExactly("https://replicate.delivery/xezq/1.png", "data:text/plain,hi");
    }

    @Test
    void withoutAStreamEachItemComesOnceIncludingThoseThereAtTheStart() {
        api.on(CREATE, api.prediction(201, "p1", "processing", "output", List.of("a", "b")))
                .on(
                        GET,
                        api.prediction(200, "p1", "processing", "output", List.of("a", "b")),
                        api.prediction(200, "p1", "processing", "output", List.of("a", "b", "c")),
                        succeeded("a", "b", "c", "d"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void outputThatIsThereAlreadyIsReadAtOnceAndAgain() {
        api.on(CREATE, succeeded("a", "b"));
        OutputIterator<String> words = replicate.use(WRITER).stream(INPUT);

        assertThat(words).containsExactly("a", "b");
        assertThat(words).containsExactly("a", "b");
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void plainStringWhereAListIsDeclaredIsOnePiece() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", "a story"));

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a story");
    }

    @Test
    void valueWithoutPiecesIsYieldedOnceAtTheEnd() {
        api.on(CREATE, api.prediction(201, "p1", "starting", "stream", streamHost.url("/stream")))
                .on(GET, api.prediction(200, "p1", "processing"), api.prediction(200, "p1", "succeeded", "output", 42));

        assertThat(replicate.use(COUNTER).stream(INPUT).toList()).containsExactly(42L);
        assertThat(streamHost.seen()).isEmpty();
    }

    @Test
    void leavingEarlyCancelsTheRun() {
        CountDownLatch end = new CountDownLatch(1);
        streaming(exchange -> {
            write(eventStream(exchange), "event: output\nid: 1:0\ndata: a\n\n");
            await(end);
        });
        api.on(CANCEL, api.prediction(200, "p1", "canceled"));

        try (OutputIterator<String> words = replicate.use(WRITER).stream(INPUT)) {
            assertThat(words.iterator().next()).isEqualTo("a");
        }

        api.await(CANCEL, 1);
        end.countDown();
    }

    @Test
    void closingAfterTheEndCancelsNothing() {
        api.on(CREATE, succeeded("a"));

        try (OutputIterator<String> words = replicate.use(WRITER).stream(INPUT)) {
            assertThat(words.text()).isEqualTo("a");
        }

        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void callOfATextModelJoinsThePieces() {
        api.on(CREATE, processing("Once", " upon")).on(GET, succeeded("Once", " upon", " a time"));

        assertThat(replicate.use(WRITER).call(INPUT)).isEqualTo("Once upon a time");
    }

    @Test
    void logsAreStreamedBesideTheOutput() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        api.prediction(200, "p1", "processing", "logs", "loading\n"),
                        api.prediction(200, "p1", "processing", "logs", "loading\n 50%|##  | 1/2\r"),
                        api.prediction(
                                200,
                                "p1",
                                "succeeded",
                                "logs",
                                "loading\n 50%|##  | 1/2\r100%|####| 2/2\n",
                                "output",
                                List.of("x")));
        Run<String, String> run = replicate.use(WRITER).create(INPUT);

        List<String> logs = new ArrayList<>(run.logStream().toList());

        assertThat(logs).containsExactly("loading\n", " 50%|##  | 1/2\r", "100%|####| 2/2\n");
        assertThat(run.progress()).contains(new Progress(100, 2, 2));
        assertThat(run.output()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id: 1:0\nevent: output\ndata: a\n\n", "event: news\ndata: a\n\n"})
    void aStreamThatRepeatsItselfAtOnceAndForEverIsGivenUp(String event) {
        streaming(events("retry: 0\n" + event));
        Loopback.Answer[] polls = new Loopback.Answer[30];
        Arrays.fill(polls, processing("a"));
        polls[polls.length - 1] = succeeded("a");
        api.on(GET, polls);

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a");
        assertThat(streamHost.seen(STREAM)).hasSizeBetween(3, 5);
    }

    @Test
    void anEndlessAnswerThatIsNoEventStreamIsNotRead() {
        CountDownLatch closed = new CountDownLatch(1);
        streaming(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    write(exchange.getResponseBody(), "<p>".repeat(1000));
                }
            } finally {
                closed.countDown();
            }
        });
        ended("a");

        assertThat(replicate.use(WRITER).stream(INPUT).toList()).containsExactly("a");
        await(closed);
    }

    private void streaming(Loopback.Answer... streams) {
        streamHost.on(STREAM, streams);
        api.on(CREATE, api.prediction(201, "p1", "starting", "stream", streamHost.url("/stream")));
    }

    private void ended(String... output) {
        api.on(GET, succeeded(output));
    }

    private Loopback.Answer succeeded(String... output) {
        return api.prediction(200, "p1", "succeeded", "output", List.of(output), "stream", streamHost.url("/stream"));
    }

    private Loopback.Answer processing(String... output) {
        return api.prediction(200, "p1", "processing", "output", List.of(output), "stream", streamHost.url("/stream"));
    }

    private static Loopback.Answer events(String text) {
        return exchange -> write(eventStream(exchange), text);
    }

    private static OutputStream eventStream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
