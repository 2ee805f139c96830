package dev.replicate4j.internal.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

    @Test
    void specificationExampleOfDataOverTwoLines() {
        assertThat(parsed("data: YHOO\ndata: +2\ndata: 10\n\n"))
                .containsExactly(new ServerSentEvent("message", "YHOO\n+2\n10", "", false));
    }

    @Test
    void specificationExampleOfCommentsIdsAndEmptyFields() {
        String stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";

        assertThat(parsed(stream))
                .containsExactly(
                        new ServerSentEvent("message", "first event", "1", true),
                        new ServerSentEvent("message", "second event", "", true),
                        new ServerSentEvent("message", " third event", "", false));
    }

    @Test
    void specificationExampleOfEmptyData() {
        assertThat(data("data\n\ndata\ndata\n\ndata:")).containsExactly("", "\n");
    }

    @Test
    void specificationExampleOfOneOptionalSpace() {
        assertThat(data("data:test\n\ndata: test\n\n")).containsExactly("test", "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineEndOfTheSpecificationWorks(String end) {
        String stream = "event: output\nid: 7\ndata: a\ndata: b\n\ndata: c\n\n".replace("\n", end);

        assertThat(parsed(stream))
                .containsExactly(
                        new ServerSentEvent("output", "a\nb", "7", true),
                        new ServerSentEvent("message", "c", "7", false));
    }

    @Test
    void otherUnicodeLineBoundariesAreText() {
        String text = "a\u2028b\u2029c\u0085d\u000Be\u000Cf";

        assertThat(data("data: " + text + "\n\n")).containsExactly(text);
    }

    @Test
    void byteOrderMarkAtTheStartIsSkippedAndOnlyThere() {
        assertThat(data("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n")).containsExactly("a", "\uFEFFc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void anEventWithoutAnEndIsNotCollectedForEver(String end) {
        EventParser parser = new EventParser("", event -> {});
        byte[] bytes = ("data: " + "x".repeat(1 << 20) + end).getBytes(UTF_8);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        parser.feed(ByteBuffer.wrap(bytes));
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void leadingSpacesOfATokenBeyondTheFirstStay() {
        assertThat(data("data:  upon\n\ndata:   \n\n")).containsExactly(" upon", "  ");
    }

    @Test
    void eventCutByTheEndIsDropped() {
        assertThat(data("data: whole\n\ndata: cut\n")).containsExactly("whole");
    }

    @Test
    void eventWithoutDataIsNotDispatchedButItsIdCounts() {
        List<ServerSentEvent> events = new ArrayList<>();
        EventParser parser = new EventParser("", events::add);

        parser.feed(bytes("id: 5\nevent: output\n\n"));

        assertThat(events).isEmpty();
        assertThat(parser.lastId()).isEqualTo("5");
    }

    @Test
    void idOfACutEventDoesNotCount() {
        EventParser parser = new EventParser("4", event -> {});

        parser.feed(bytes("id: 5\ndata: x\n"));

        assertThat(parser.lastId()).isEqualTo("4");
    }

    @Test
    void idWithNullIsIgnored() {
        assertThat(parsed("id: 1\0\ndata: x\n\n")).containsExactly(new ServerSentEvent("message", "x", "", false));
    }

    @Test
    void retryTakesDigitsOnly() {
        EventParser parser = new EventParser("", event -> {});

        parser.feed(bytes("retry: 1500\nretry: 2s\nretry: -1\nretry:\n\n"));

        assertThat(parser.retry()).contains(Duration.ofMillis(1500));
    }

    @Test
    void typeLastsForOneEventOnly() {
        assertThat(parsed("event: done\ndata: {}\n\ndata: x\n\n"))
                .extracting(ServerSentEvent::type)
                .containsExactly("done", "message");
    }

    @Test
    void unknownFieldsAndIdleCommentsAreIgnored() {
        assertThat(data(":408: 408 Request Timeout\n\nfoo: bar\ndata: x\n:keep-alive\n\n"))
                .containsExactly("x");
    }

    @Property(tries = 300)
    void cutsAnywhereChangeNothing(@ForAll("streams") String stream, @ForAll long seed) {
        byte[] bytes = stream.getBytes(UTF_8);
        java.util.Random random = new java.util.Random(seed);
        List<ServerSentEvent> events = new ArrayList<>();
        EventParser parser = new EventParser("", events::add);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, random.nextInt(4));
            parser.feed(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }

        assertThat(events).isEqualTo(parsed(stream));
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data",
                        "event",
                        "id",
                        "retry",
                        ":",
                        " ",
                        "\n",
                        "\r",
                        "\r\n",
                        "\n\n",
                        "x",
                        "\u2028",
                        "\uD83D\uDC08",
                        "\uFEFF",
                        "1",
                        "\0",
                        "data: y\n\n")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static List<ServerSentEvent> parsed(String stream) {
        List<ServerSentEvent> events = new ArrayList<>();
        new EventParser("", events::add).feed(bytes(stream));
        return events;
    }

    private static List<String> data(String stream) {
        return parsed(stream).stream().map(ServerSentEvent::data).toList();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
