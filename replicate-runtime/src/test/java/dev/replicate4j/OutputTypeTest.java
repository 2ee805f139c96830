package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.DecodeException;
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
        assertThat(OutputType.text().decode(List.of("Once", " upon", "\n a time")))
                .isEqualTo("Once upon\n a time");
        assertThat(OutputType.text().decode(List.of())).isEmpty();
        assertThat(OutputType.text().decode(null)).isEmpty();
        assertThat(OutputType.text().decodePiece(" upon")).isEqualTo(" upon");
    }

    @Test
    void textReadsAPlainStringWhereAListIsDeclared() {
        assertThat(OutputType.text().decode("how are you doing today?")).isEqualTo("how are you doing today?");
    }

    @Test
    void piecesThatLookLikeUrlsStayText() {
        assertThat(OutputType.text().decode(List.of("see ", "https://praw", ".readthedocs.io")))
                .isEqualTo("see https://praw.readthedocs.io");
    }

    @Test
    void numbersAreReadFromTexts() {
        assertThat(OutputType.number().decode("17.25")).isEqualTo(17.25);
        assertThat(OutputType.number().decode(3L)).isEqualTo(3.0);
        assertThat(OutputType.integer().decode("42")).isEqualTo(42);
        assertThat(OutputType.integer().decode(42.0)).isEqualTo(42);
        assertThat(OutputType.bool().decode("True")).isTrue();
    }

    @Test
    void listOfOneIsReadWhereAValueIsDeclared() {
        assertThat(OutputType.string().decode(List.of("a caption"))).isEqualTo("a caption");
        assertThat(OutputType.file().decode(List.of(CAT)))
                .hasToString(URLPath.of(CAT).toString());
        assertThat(OutputType.number().decode(List.of(0.5))).isEqualTo(0.5);
    }

    @Test
    void valueIsReadWhereAListIsDeclared() {
        assertThat(OutputType.list(OutputType.string()).decode("one")).containsExactly("one");
        assertThat(OutputType.list(OutputType.any()).decode(Map.of("label", "Real")))
                .containsExactly(Map.of("label", "Real"));
    }

    @Test
    void fileObjectsOfEarlyModelsAreFilesAndTexts() {
        assertThat(OutputType.file().decode(List.of(Map.of("file", CAT))))
                .hasToString(URLPath.of(CAT).toString());
        assertThat(OutputType.list(OutputType.file()).decode(List.of(Map.of("file", CAT), Map.of("file", CAT))))
                .hasSize(2);
        assertThat(OutputType.string().decode(Map.of("text", "two children"))).isEqualTo("two children");
        assertThat(OutputType.string().decode(Map.of("file", CAT))).isEqualTo(CAT);
    }

    @Test
    void nullItemsKeepTheirPlace() {
        assertThat(OutputType.list(OutputType.file()).decode(Arrays.asList(CAT, null, CAT)))
                .hasSize(3)
                .element(1)
                .isNull();
        assertThat(OutputType.list(OutputType.file()).decode(null)).isEmpty();
    }

    @Test
    void recordsReadMissingNullAndUnknownFields() {
        assertThat(Heard.TYPE.decode(Map.of("text", "hello", "score", "0.5", "unknown", true)))
                .isEqualTo(new Heard("hello", null, 0.5));
        assertThat(Heard.TYPE.decode(List.of(Map.of("segments", List.of("x")))))
                .isEqualTo(new Heard(null, List.of("x"), null));
    }

    @Test
    void mapsKeepOrderAndNulls() {
        Map<String, @Nullable Object> json = new java.util.LinkedHashMap<>();
        json.put("z", 1L);
        json.put("a", null);

        assertThat(OutputType.map(OutputType.number()).decode(json).toString()).isEqualTo("{z=1.0, a=null}");
    }

    @Test
    void whatFitsNowhereIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Heard.TYPE.decode(Map.of("score", "high")))
                .isInstanceOf(DecodeException.class)
                .hasMessage("output.score must be a number, but is \"high\"");
        assertThatThrownBy(() -> OutputType.list(OutputType.integer()).decode(List.of(1L, 2.5)))
                .hasMessage("output[1] must be a whole number, but is 2.5");
        assertThatThrownBy(() -> OutputType.file().decode("no file today"))
                .hasMessage("output must be the URL of a file, but is \"no file today\"");
        assertThatThrownBy(() -> OutputType.string().decode(null)).hasMessage("output must be a text, but is null");
    }

    @Test
    void outputsAreUnmodifiable() {
        assertThatThrownBy(() -> OutputType.list(OutputType.string())
                        .decode(List.of("a"))
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
