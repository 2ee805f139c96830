package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelInput;
import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model's own example compiles, whatever it holds, and is sent as the author wrote it. */
class DefaultExampleTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "object"} | "text"
            {"type": "object"} | ["a", 1]
            {"type": "object"} | {"a": [1, {"b": [true, "c", []]}], "d": {}}
            {"type": "object", "properties": {"a": {"type": "integer"}}} | [{"a": 1}]
            {"type": "object", "additionalProperties": {"type": "number"}} | {"a": 1, "b": 2.5}
            {"type": "object", "additionalProperties": {"type": "number"}} | {"a": "1"}
            {"type": "object", "additionalProperties": {"type": "integer"}} | {"a": 1, "b": 4294967296}
            {"type": "object", "additionalProperties": {"type": "integer"}} | {"a": 1.5}
            {"type": "object", "additionalProperties": {"type": "string"}} | {"a": "b"}
            {"type": "object", "additionalProperties": {"type": "string"}} | {"a": ["b"]}
            {"type": "object", "additionalProperties": {"type": "string", "enum": ["a", "b"]}} | {"a": "b"}
            {"type": "object", "additionalProperties": {"type": "string", "enum": ["a", "b"]}} | {"a": "c"}
            {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer"}}} | {"a": [1], "b": []}
            {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer"}}} | {"a": 1}
            {"type": "object", "additionalProperties": {"type": "boolean"}} | "text"
            {"type": "object", "additionalProperties": true} | {"a": [1]}
            {"type": "object", "additionalProperties": {}} | {}
            {"type": "array", "items": {"type": "object"}} | [{"a": 1}, {"b": "c"}, {}]
            {"type": "array", "items": {"type": "object"}} | ["a"]
            {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "integer"}}} | [{"a": 1}, {}]
            {"type": "array", "items": {"type": "array", "items": {"type": "number"}}} | [[1, 2.5], []]
            {"type": "array", "items": {"type": "array", "items": {}}} | [[1, "a", [true]], []]
            {"type": "array", "items": {}} | [1, "a", {"b": 2}]
            {"type": "array"} | []
            {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "string"}}]} | ["a"]
            {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "string"}}]} | [1]
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}]} | [1]
            {"type": "integer"} | 1e400
            {"type": "integer"} | 99999999999999999999999
            {"type": "number"} | 99999999999999999999999
            {"type": "string", "format": "uri"} | ["https://example.com/a.png"]
            {} | {"a": [[[[[[1]]]]]]}
            """)
    void anyExampleOfAnyInputIsSentAsItWasWritten(String schema, String example) throws Exception {
        assertThat(roundTrip(schema, PlainJson.parse(example))).isEqualTo(sendable(PlainJson.parse(example)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}} | {"a": "https://example.com/a.png"}
            {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string", "format": "uri"}}} | {"a": ["https://example.com/a.png"], "b": []}
            {"type": "array", "items": {"type": "array", "items": {"type": "string", "format": "uri"}}} | [["https://example.com/a.png"], []]
            """)
    void filesInMapsAndListsCompile(String schema, String example) throws Exception {
        assertThat(String.valueOf(roundTrip(schema, PlainJson.parse(example)))).contains("a.png");
    }

    @Test
    void examplesThatNoCompilerTakesAreLeftOut() throws Exception {
        Object deep = 1L;
        for (int i = 0; i < 500; i++) {
            deep = List.of(deep);
        }
        for (Object tooLarge : List.of(deep, Collections.nCopies(20_000, 7L))) {
            Compilation.load(Files.createTempDirectory(folder, "x"), List.of(Models.source(pin("{}", tooLarge))));
        }
    }

    private Object roundTrip(String schema, Object example) throws Exception {
        ClassLoader loaded = Compilation.load(folder, List.of(Models.source(pin(schema, example))));
        ModelInput<?, ?, ?> input = (ModelInput<?, ?, ?>) loaded.loadClass("com.acme.models.Model")
                .getMethod("defaultExample")
                .invoke(null);
        return plain(input.values().get("x"));
    }

    private static Pin pin(String schema, Object example) {
        return Pin.fromModel("""
                {"owner": "acme", "name": "model", "default_example": {"input": {"x": %s}}, "latest_version": {"id": "01",
                 "openapi_schema": {"components": {"schemas": {"Input": {"properties": {"x": %s}}}}}}}
                """.formatted(PlainJson.compact(example), schema));
    }

    /** Numbers beyond a Java literal are left out of the example. */
    private static Object sendable(Object json) {
        boolean literal = !(json instanceof Number) || json instanceof Long || json instanceof Double;
        return literal ? plain(json) : null;
    }

    private static Object plain(Object value) {
        if (value instanceof dev.replicate4j.model.WireValue choice) {
            return choice.wireValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> plain.put(key, plain(item)));
            return plain;
        }
        return value;
    }
}
