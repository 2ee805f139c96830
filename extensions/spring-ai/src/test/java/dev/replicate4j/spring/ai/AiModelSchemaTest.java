package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forms of schemas that models have. */
class AiModelSchemaTest {

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> FILE = Map.of("type", "string", "format", "uri");
    private static final Map<String, Object> ENUM = Map.of("enum", List.of("1", "4"), "type", "string");

    @Test
    void inputsThatMayBeNullAreWhatTheyAreOtherwise() {
        AiModelSchema schema = inputs(Map.of(
                "picture", Map.of("anyOf", List.of(FILE, Map.of("type", "null"))),
                "count", Map.of("anyOf", List.of(reference("count"), Map.of("type", "null")))));

        assertThat(schema.fileInputs()).containsExactly("picture");
        assertThat(schema.choices("count")).containsExactly("1", "4");
        assertThat(schema.checked(Map.of("count", 4))).containsEntry("count", "4");
    }

    @Test
    void enumIsFoundInEachFormOfReference() {
        assertThat(inputs(Map.of("count", reference("count"))).choices("count")).hasSize(2);
        assertThat(inputs(Map.of("count", Map.of("allOf", List.of(reference("count")))))
                        .choices("count"))
                .hasSize(2);
        assertThat(inputs(Map.of("count", ENUM)).choices("count")).hasSize(2);
    }

    @Test
    @Timeout(10)
    void hostileSchemasDoNoHarm() {
        AiModelSchema schema = AiModelSchema.ofSchemas(
                "acme/odd",
                Map.of(
                        "Input",
                        Map.of(
                                "properties",
                                Map.of(
                                        "a", reference("loop"),
                                        "b", reference("nowhere"),
                                        "c", Map.of("$ref", "https://example.com/schema.json"),
                                        "d", "no schema",
                                        "e", Map.of("minimum", "many", "enum", "none"))),
                        "loop",
                        reference("loop"),
                        "Output",
                        List.of()));

        assertThat(schema.inputs()).hasSize(5);
        assertThat(schema.checked(Map.of("a", 1, "b", "x", "c", true, "d", List.of(), "e", 9)))
                .hasSize(5);
        assertThat(schema.returnsFiles()).isTrue();
        assertThat(schema.returnsText()).isTrue();
    }

    @Test
    void modelWithoutAPromptNamesItsInputs() {
        assertThat(inputs(Map.of("text", TEXT)).has("prompt")).isFalse();
        assertThatThrownBy(() -> inputs(Map.of("text", TEXT)).promptInput())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("acme/model has no input \"prompt\"")
                .hasMessageContaining("[text]");
    }

    @Test
    void schemaThatReplicateDoesNotShowChecksNothing() {
        AiModelSchema schema = AiModelSchema.of("acme/private", Map.of());

        assertThat(schema.promptInput()).isEqualTo("prompt");
        assertThat(schema.checked(Map.of("anything", 1))).containsEntry("anything", 1);
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static AiModelSchema inputs(Map<String, Object> properties) {
        return AiModelSchema.of(
                "acme/model",
                Map.of(
                        "components",
                        Map.of("schemas", Map.of("Input", Map.of("properties", properties), "count", ENUM))));
    }
}
