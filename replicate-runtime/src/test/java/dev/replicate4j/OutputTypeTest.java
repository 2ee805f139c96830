package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.model.OutputType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTypeTest {

    private static final String CAT = "https://replicate.delivery/pbxt/x/cat.png";

    record Heard(
            @Nullable String text,
            @Nullable List<@Nullable Object> segments,
            @Nullable Double score) {
        static final OutputType<Heard, Heard> TYPE = OutputType.object(f -> new Heard(
                f.get("text", OutputType.string()),
                f.get("segments", OutputType.list(OutputType.any())),
                f.get("score", OutputType.number())));
    }

    @Test
    void textJoinsItsPieces() {
        assertThat(decode(OutputType.text(), List.of("Once", " upon", "\n a time")))
                .isEqualTo("Once upon\n a time");
        assertThat(decode(OutputType.text(), List.of())).isEmpty();
        assertThat(decode(OutputType.text(), null)).isEmpty();
        assertThat(decodePiece(OutputType.text(), " upon")).isEqualTo(" upon");
    }

    @Test
    void textReadsAPlainStringWhereAListIsDeclared() {
        assertThat(decode(OutputType.text(), "how are you doing today?")).isEqualTo("how are you doing today?");
    }

    @Test
    void piecesThatLookLikeUrlsStayText() {
        assertThat(decode(OutputType.text(), List.of("see ", "https://praw", ".readthedocs.io")))
                .isEqualTo("see https://praw.readthedocs.io");
    }

    @Test
    void numbersAreReadFromTexts() {
        assertThat(decode(OutputType.number(), "17.25")).isEqualTo(17.25);
        assertThat(decode(OutputType.number(), 3L)).isEqualTo(3.0);
        assertThat(decode(OutputType.integer(), "42")).isEqualTo(42);
        assertThat(decode(OutputType.integer(), 42.0)).isEqualTo(42);
        assertThat(decode(OutputType.bool(), "True")).isTrue();
    }

    @Test
    void listOfOneIsReadWhereAValueIsDeclared() {
        assertThat(decode(OutputType.string(), List.of("a caption"))).isEqualTo("a caption");
        assertThat(decode(OutputType.<URLPath>file(), List.of(CAT)))
                .hasToString(URLPath.of(CAT).toString());
        assertThat(decode(OutputType.number(), List.of(0.5))).isEqualTo(0.5);
    }

    @Test
    void valueIsReadWhereAListIsDeclared() {
        assertThat(decode(OutputType.list(OutputType.string()), "one")).containsExactly("one");
        assertThat(decode(OutputType.list(OutputType.any()), Map.of("label", "Real")))
                .containsExactly(Map.of("label", "Real"));
    }

    @Test
    void fileObjectsOfEarlyModelsAreFilesAndTexts() {
        assertThat(decode(OutputType.<URLPath>file(), List.of(Map.of("file", CAT))))
                .hasToString(URLPath.of(CAT).toString());
        assertThat(decode(
                        OutputType.list(OutputType.<URLPath>file()), List.of(Map.of("file", CAT), Map.of("file", CAT))))
                .hasSize(2);
        assertThat(decode(OutputType.string(), Map.of("text", "two children"))).isEqualTo("two children");
        assertThat(decode(OutputType.string(), Map.of("file", CAT))).isEqualTo(CAT);
    }

    @Test
    void nullItemsKeepTheirPlace() {
        assertThat(decode(OutputType.list(OutputType.<URLPath>file()), Arrays.asList(CAT, null, CAT)))
                .hasSize(3)
                .element(1)
                .isNull();
        assertThat(decode(OutputType.list(OutputType.<URLPath>file()), null)).isEmpty();
    }

    @Test
    void recordsReadMissingNullAndUnknownFields() {
        assertThat(decode(Heard.TYPE, Map.of("text", "hello", "score", "0.5", "unknown", true)))
                .isEqualTo(new Heard("hello", null, 0.5));
        assertThat(decode(Heard.TYPE, List.of(Map.of("segments", List.of("x")))))
                .isEqualTo(new Heard(null, List.of("x"), null));
    }

    @Test
    void mapsKeepOrderAndNulls() {
        Map<String, @Nullable Object> json = new java.util.LinkedHashMap<>();
        json.put("z", 1L);
        json.put("a", null);

        assertThat(decode(OutputType.map(OutputType.number()), json).toString()).isEqualTo("{z=1.0, a=null}");
    }

    @Test
    void whatFitsNowhereIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> decode(Heard.TYPE, Map.of("score", "high")))
                .isInstanceOf(DecodeException.class)
                .hasMessage("output.score must be a number, but is \"high\"");
        assertThatThrownBy(() -> decode(OutputType.list(OutputType.integer()), List.of(1L, 2.5)))
                .hasMessage("output[1] must be a whole number, but is 2.5");
        assertThatThrownBy(() -> decode(OutputType.<URLPath>file(), "no file today"))
                .hasMessage("output must be the URL of a file, but is \"no file today\"");
        assertThatThrownBy(() -> decode(OutputType.string(), null)).hasMessage("output must be a text, but is null");
    }

    @Test
    void outputsAreUnmodifiable() {
        assertThatThrownBy(() -> decode(OutputType.list(OutputType.string()), List.of("a"))
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static <O extends @Nullable Object> O decode(OutputType<O, ?> type, @Nullable Object json) {
        return ModelDefinition.official("acme/painter", "", type).decode(json);
    }

    private static <P extends @Nullable Object> P decodePiece(OutputType<?, P> type, @Nullable Object json) {
        return URLPath.decoder(null).piece(type, json);
    }
}
