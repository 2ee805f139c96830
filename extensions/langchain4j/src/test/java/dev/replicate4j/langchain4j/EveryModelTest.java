package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.testsupport.TestData;
import dev.replicate4j.tools.ToolDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What LangChain4j can do with the models that we hold; a larger set is named by {@code -Dreplicate.corpus}. */
class EveryModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ImageInputs.Options NO_OPTIONS = new ImageInputs.Options(null, null, null, Map.of());
    private static final Image CAT =
            Image.builder().url("https://example.com/cat.png").build();

    private final List<Map<String, Object>> models =
            TestData.models().stream().map(EveryModelTest::read).toList();

    @Test
    void modelThatMakesFilesOfAPromptIsAnImageModel() {
        List<ModelInputSchema> makers =
                having(schema -> schema.returnsFiles() && schema.inputs().contains("prompt"));

        assertThat(refused(
                        makers,
                        schema -> ImageInputs.of(schema, NO_OPTIONS, new ImageInputs.Request("a cat", 1, null, null))))
                .isEmpty();
        report(
                "take size 1024x1024",
                makers,
                schema -> ImageInputs.of(
                        schema,
                        new ImageInputs.Options("1024x1024", null, null, Map.of()),
                        new ImageInputs.Request("a cat", 1, null, null)));
        report(
                "change a picture",
                makers,
                schema -> ImageInputs.of(schema, NO_OPTIONS, new ImageInputs.Request("a cat", 1, CAT, null)));
        report(
                "make two",
                makers,
                schema -> ImageInputs.of(schema, NO_OPTIONS, new ImageInputs.Request("a cat", 2, null, null)));
    }

    @Test
    void modelThatMakesTextOfAPromptIsAChatModel() {
        List<ModelInputSchema> writers =
                having(schema -> schema.returnsText() && schema.inputs().contains("prompt"));
        ChatRequest hello =
                ChatRequest.builder().messages(UserMessage.from("hello")).build();

        assertThat(refused(writers, schema -> ChatInputs.of(schema, Map.of(), hello)))
                .isEmpty();
        report(
                "take at most 100 tokens",
                writers,
                schema -> ChatInputs.of(
                        schema,
                        Map.of(),
                        ChatRequest.builder()
                                .messages(UserMessage.from("hello"))
                                .maxOutputTokens(100)
                                .build()));
    }

    @Test
    void everyModelIsATool() {
        for (Map<String, Object> model : models) {
            Map<String, Object> schemas = new LinkedHashMap<>();
            schemas(model).forEach((name, schema) -> schemas.put((String) name, schema));
            String description = model.get("description") instanceof String text ? text : null;
            ToolDescriptor tool = ToolDescriptor.of(
                    new Pin(name(model), "1", false, null, description, List.of(), Map.of(), schemas, null));

            ToolSpecification specification = ToolSpecificationWriter.specification(tool);

            assertThat(specification.name()).isEqualTo(tool.name());
            assertThat(specification.parameters().properties())
                    .as(name(model))
                    .containsOnlyKeys(((Map<?, ?>) tool.inputSchema().get("properties"))
                            .keySet()
                            .toArray(String[]::new));
        }
        System.out.println(models.size() + " tools");
    }

    private List<ModelInputSchema> having(Predicate<ModelInputSchema> condition) {
        List<ModelInputSchema> found = models.stream()
                .map(model -> ModelInputSchema.of(name(model), Map.of("components", Map.of("schemas", schemas(model)))))
                .filter(condition)
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    private static void report(
            String what, List<ModelInputSchema> models, Function<ModelInputSchema, Map<String, Object>> inputs) {
        int refused = refused(models, inputs).size();
        System.out.println(models.size() - refused + " of " + models.size() + " " + what);
    }

    private static List<String> refused(
            List<ModelInputSchema> models, Function<ModelInputSchema, Map<String, Object>> inputs) {
        List<String> refused = new ArrayList<>();
        for (ModelInputSchema model : models) {
            try {
                assertThat(inputs.apply(model)).isNotEmpty();
            } catch (InvalidRequestException e) {
                refused.add(e.getMessage());
            }
        }
        return refused;
    }

    private static String name(Map<String, Object> model) {
        return model.get("owner") + "/" + model.get("name");
    }

    private static Map<?, ?> schemas(Map<String, Object> model) {
        Map<?, ?> version = (Map<?, ?>) model.get("latest_version");
        Map<?, ?> document = (Map<?, ?>) version.get("openapi_schema");
        return (Map<?, ?>) ((Map<?, ?>) document.get("components")).get("schemas");
    }

    private static Map<String, Object> read(String line) {
        try {
            return JSON.readValue(line, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
