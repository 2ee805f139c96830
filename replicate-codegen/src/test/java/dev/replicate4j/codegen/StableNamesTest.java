package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.internal.model.JavaNames;
import dev.replicate4j.codegen.internal.schema.SchemaReader;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.testsupport.TestData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever is added upstream, what exists keeps its name. */
class StableNamesTest {

    /** Identifiers that fall on each other, on keywords, on Object's methods and on ours. */
    private static final List<String> WORDS = List.of(
            "foo_bar",
            "fooBar",
            "foo-bar",
            "FooBar",
            "foo_bar_",
            "foo__bar",
            "a_1",
            "a1",
            "A1",
            "a",
            "A",
            "1",
            "-1",
            "_1",
            "F",
            "F#",
            "DPM SDE",
            "DPM++ SDE",
            "DPM-SDE",
            "dpm sde",
            "class",
            "default",
            "wait",
            "call",
            "put",
            "set",
            "values",
            "input",
            "Input",
            "output",
            "Output",
            "list",
            "path",
            "string",
            "hashCode",
            "record",
            "yield",
            "var",
            "_",
            "",
            " ",
            "男",
            "女",
            "é",
            "e",
            "ß",
            "ss",
            "model",
            "MODEL",
            "Model",
            "x".repeat(90),
            "x".repeat(91),
            "1.0",
            "1:0",
            "16:9",
            "16_9",
            "foo_bar2",
            "fooBar2",
            "A_2",
            "a 2");

    @Property(tries = 500)
    void addingInputsAndValuesRenamesNothing(
            @ForAll("words") List<String> before, @ForAll("words") List<String> added, @ForAll Random random) {
        Pin old = pin(before);
        List<String> after = new ArrayList<>(before);
        added.stream()
                .filter(word -> !before.contains(word))
                .forEach(word -> after.add(random.nextInt(after.size() + 1), word));

        Pin renewed = pin(after).renewing(old);

        assertThat(names(renewed)).containsAllEntriesOf(names(old));
        assertThat(names(Pin.parse(renewed.toJson()))).isEqualTo(names(renewed));
    }

    @Property(tries = 200)
    void removingInputsAndValuesRenamesNothing(@ForAll("words") List<String> before, @ForAll Random random) {
        Pin old = pin(before);
        List<String> after =
                before.stream().filter(word -> random.nextBoolean()).toList();

        Map<String, String> names = names(pin(after).renewing(old));

        assertThat(names(old)).containsAllEntriesOf(names);
    }

    @Property(tries = 300)
    void namesAreUniqueInTheirScope(@ForAll("words") List<String> words) {
        Map<String, String> names = names(pin(words));

        assertThat(names.entrySet().stream().map(entry -> entry.getKey().split("/", 2)[0] + "/" + entry.getValue()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aNewValueBeforeItsTwinTakesTheNumber() {
        Pin old = pin(List.of("DPM-SDE"));
        Pin renewed = pin(List.of("DPM SDE", "DPM-SDE")).renewing(old);

        assertThat(renewed.names().get("enum:choice")).containsExactly(Map.entry("DPM SDE", "DPM_SDE_2"));
    }

    @Test
    void pinsOfCorpusModelsStayStable() {
        TestData.models().forEach(json -> {
            Pin old = Pin.fromModel(json);
            Pin more = grown(old);
            assertThat(names(more.renewing(old))).as(old.ref()).containsAllEntriesOf(names(old));
        });
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS).list().uniqueElements().ofMaxSize(14);
    }

    /** The words as names of inputs, of choices, of output fields, and as values. */
    private static Pin pin(List<String> words) {
        Map<String, Object> properties = new LinkedHashMap<>();
        words.forEach(word -> properties.put("choice of " + word, Map.of("enum", List.of("a"), "type", "string")));
        words.forEach(word -> properties.put(word, Map.of("type", "integer")));
        properties.put("choice", Map.of("enum", words, "type", "string"));
        Map<String, Object> fields = new LinkedHashMap<>();
        words.forEach(word -> fields.put(word, Map.of("properties", Map.of("x" + word, Map.of("type", "string")))));
        return Pin.fromModel(PlainJson.compact(Map.of(
                "owner", "acme",
                "name", "model",
                "latest_version",
                        Map.of(
                                "id",
                                "1",
                                "openapi_schema",
                                Map.of(
                                        "components",
                                        Map.of(
                                                "schemas",
                                                Map.of(
                                                        "Input", Map.of("properties", properties),
                                                        "Output", Map.of("properties", fields))))))));
    }

    /** The pin with a twin before each input and each value. */
    private static Pin grown(Pin pin) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        pin.schemas().forEach((name, schema) -> schemas.put(name, grownSchema(schema)));
        return new Pin(
                pin.ref(),
                "2",
                pin.official(),
                pin.cogVersion(),
                pin.description(),
                List.of(),
                Map.of(),
                schemas,
                null);
    }

    private static Map<String, Object> copy(Object json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static Object grownSchema(Object schema) {
        Map<String, Object> grown = copy(schema);
        if (grown.get("enum") instanceof List<?> values) {
            List<Object> twins = new ArrayList<>();
            values.forEach(value -> twins.addAll(List.of(value + " ", value)));
            grown.put("enum", twins);
        }
        if (grown.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> twins = new LinkedHashMap<>();
            properties.forEach((name, property) -> {
                Map<String, Object> twin = copy(property);
                twin.put("x-order", -1);
                twins.put(name + "_", twin);
                twins.put(String.valueOf(name), grownSchema(property));
            });
            grown.put("properties", twins);
        }
        return grown;
    }

    private static Map<String, String> names(Pin pin) {
        Map<String, String> flat = new LinkedHashMap<>();
        JavaNames.choose(SchemaReader.read(pin.schemas(), pin.cogVersion()), "Model", pin.names())
                .all()
                .forEach((table, names) -> names.forEach((word, name) -> flat.put(table + "/" + word, name)));
        return flat;
    }
}
