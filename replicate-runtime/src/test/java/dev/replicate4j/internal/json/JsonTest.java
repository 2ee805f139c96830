package dev.replicate4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.testsupport.Half;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void valuesBecomePlainJavaValues() {
        assertThat(Json.parse("""
                {"text": "a\\u003cb", "long": 9007199254740993, "double": 1.0, "exponent": 1e3, "yes": true, "none": null,
                 "list": [1, [2], {}]}
                """))
                .isEqualTo(map(
                        "text",
                        "a<b",
                        "long",
                        9007199254740993L,
                        "double",
                        1.0,
                        "exponent",
                        1000.0,
                        "yes",
                        true,
                        "none",
                        null,
                        "list",
                        List.of(1L, List.of(2L), Map.of())));
    }

    @Test
    void orderIsKeptAndTheLastOfEqualKeysWins() {
        assertThat(Json.write(Json.parse("{\"b\":1,\"a\":2,\"b\":3}"))).isEqualTo("{\"b\":3,\"a\":2}");
    }

    @Test
    void numbersBeyondLongAndDoubleSurvive() {
        Object huge = Json.parse("[18446744073709552000, 1e400, -9223372036854775808]");

        assertThat(huge)
                .isEqualTo(List.of(new BigInteger("18446744073709552000"), new BigDecimal("1E+400"), Long.MIN_VALUE));
        assertThat(Json.parse(Json.write(huge))).isEqualTo(huge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E21474836480", "[-1e99999999999999999999]", "{\"a\":1E+2147483648}"})
    void aNumberBeyondAllIsADecodeException(String text) {
        DecodeException failure = catchThrowableOfType(DecodeException.class, () -> Json.parse(text));

        assertThat(failure).hasMessageContaining("exponent");
        assertThat(failure.raw()).isEqualTo(text);
    }

    @Test
    void aNumberThatIsNoDecimalIsNotWritten() {
        assertThatThrownBy(() -> Json.write(Map.of("input", List.of(new Half()))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Half 1/2 at input[0]");
    }

    @Test
    void aValueNestedTooDeepIsNotWritten() {
        Object deep = "x";
        for (int i = 0; i < 600; i++) {
            deep = List.of(deep);
        }
        Object nested = deep;

        assertThatThrownBy(() -> Json.write(nested))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("500 deep");
    }

    @Test
    void everyKindOfValueIsWritten() {
        assertThat(Json.write(map(
                        "text",
                        new StringBuilder("\"\n\u2028"),
                        "int",
                        1,
                        "short",
                        (short) 2,
                        "float",
                        0.1f,
                        "decimal",
                        new BigDecimal("0.10"),
                        "set",
                        new java.util.TreeSet<>(List.of(2, 1)),
                        "null",
                        null)))
                .isEqualTo(
                        "{\"text\":\"\\\"\\n\u2028\",\"int\":1,\"short\":2,\"float\":0.1,\"decimal\":0.10,\"set\":[1,2],"
                                + "\"null\":null}");
    }

    @Test
    void bytesAreUtf8() {
        byte[] bytes = Json.writeBytes(List.of("é🦙"));

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("[\"é🦙\"]");
        assertThat(Json.parse(bytes)).isEqualTo(List.of("é🦙"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[1,]", "{\"a\":}", "nul", "1 2", "<html>", "NaN", "'a'"})
    void whatIsNotJsonIsRefusedAndKept(String text) {
        DecodeException failure = catchThrowableOfType(DecodeException.class, () -> Json.parse(text));

        assertThat(failure).hasMessageContaining("Expected JSON").hasMessageContaining("line 1, column");
        assertThat(failure.raw()).isEqualTo(text);
    }

    @Test
    void aDeepDocumentIsReadUpToTheLimit() {
        String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

        assertThat(Json.write(Json.parse(deep))).isEqualTo(deep);
        assertThatThrownBy(() -> Json.parse("[" + deep + "]"))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("depth")
                .hasMessageContaining("500");
    }

    @Test
    void aValueThatHoldsItselfIsNotWritten() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> Json.write(self))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Does it hold itself?");
    }

    @Test
    void whatJsonCannotHoldIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Json.write(Map.of("input", Map.of("images", List.of("a", Path.of("b"))))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Path")
                .hasMessageContaining("at input.images[1]");
        assertThatThrownBy(() -> Json.write(List.of(Double.NaN)))
                .hasMessageContaining("NaN")
                .hasMessageContaining("[0]");
        assertThatThrownBy(() -> Json.write(Map.of(1, 2))).hasMessageContaining("keys");
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        assertThat(map.keySet()).hasSize(Arrays.asList(entries).size() / 2);
        return map;
    }
}
