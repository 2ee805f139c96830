package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.replicate4j.testkit.Http.Answer;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The server refuses what a JSON Schema validator refuses, in Replicate's words. */
class InputValidationTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String SCHEMAS = """
            {
              "Input": {
                "type": "object",
                "required": ["prompt", "style"],
                "properties": {
                  "prompt": {"type": "string", "minLength": 2, "maxLength": 4},
                  "style": {"allOf": [{"$ref": "#/components/schemas/style"}]},
                  "steps": {"type": "integer", "minimum": 1, "maximum": 50},
                  "scale": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 1, "exclusiveMaximum": true},
                  "size": {"type": "integer", "multipleOf": 8},
                  "fast": {"type": "boolean"},
                  "image": {"type": "string", "format": "uri"},
                  "seed": {"type": "integer", "nullable": true},
                  "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2, "uniqueItems": true},
                  "either": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]},
                  "one": {"oneOf": [{"type": "number"}, {"type": "integer"}]},
                  "map": {"type": "object", "additionalProperties": {"type": "number"}},
                  "tree": {"$ref": "#/components/schemas/tree"}
                }
              },
              "style": {"type": "string", "enum": ["flat", "round"]},
              "tree": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"},
                "children": {"type": "array", "items": {"$ref": "#/components/schemas/tree"}}
              }}
            }
            """;

    private static final String MODEL = """
            {"owner": "acme", "name": "any", "is_official": true, "latest_version": {"id": "%s", "openapi_schema":
              {"components": {"schemas": %s}}}}
            """.formatted("0".repeat(64), SCHEMAS);

    private final ReplicateServer server =
            ReplicateServer.builder().model(MODEL).start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"style\":\"flat\"}                 | required        | input        | prompt is required",
                "{\"prompt\":7}                       | invalid_type    | input.prompt | Invalid type. Expected: string, given: integer",
                "{\"prompt\":null}                    | invalid_type    | input.prompt | Invalid type. Expected: string, given: null",
                "{\"prompt\":\"a\"}                   | string_gte      | input.prompt | String length must be greater than or equal to 2",
                "{\"prompt\":\"abcde\"}               | string_lte      | input.prompt | String length must be less than or equal to 4",
                "{\"prompt\":\"abc\",\"style\":\"bold\"} | enum            | input.style  | input.style must be one of the following: \"flat\", \"round\"",
                "{\"steps\":0}                        | number_gte      | input.steps  | Must be greater than or equal to 1",
                "{\"steps\":51}                       | number_lte      | input.steps  | Must be less than or equal to 50",
                "{\"steps\":1.5}                      | invalid_type    | input.steps  | Invalid type. Expected: integer, given: number",
                "{\"scale\":0}                        | number_gt       | input.scale  | Must be greater than 0",
                "{\"scale\":1}                        | number_lt       | input.scale  | Must be less than 1",
                "{\"size\":12}                        | multiple_of     | input.size   | Must be a multiple of 8",
                "{\"image\":\"cat.png\"}              | format          | input.image  | Does not match format 'uri'",
                "{\"tags\":[]}                        | array_min_items | input.tags   | Array must have at least 1 items",
                "{\"tags\":[\"a\",\"b\",\"c\"]}       | array_max_items | input.tags   | Array must have at most 2 items",
                "{\"tags\":[\"a\",\"a\"]}             | unique          | input.tags   | array items must be unique",
                "{\"tags\":[\"a\",1]}                 | invalid_type    | input.tags.1 | Invalid type. Expected: string, given: integer",
                "{\"either\":\"x\"}                   | number_any_of   | input.either | Must validate at least one schema (anyOf)",
                "{\"one\":1}                          | number_one_of   | input.one    | Must validate one and only one schema (oneOf)",
                "{\"map\":{\"a\":true}}               | invalid_type    | input.map.a  | Invalid type. Expected: number, given: boolean",
                "{\"tree\":{\"name\":\"a\",\"children\":[{}]}} | required | input.tree.children.0 | name is required",
            })
    void wrongInputIsNamed(String input, String type, String field, String description) {
        Map<String, @Nullable Object> all = ServerJson.asObject(parse(input));
        if (!all.containsKey("prompt") && !all.containsKey("style")) {
            all.put("prompt", "abc");
        }
        if (!all.containsKey("style")) {
            all.put("style", "flat");
        }

        Answer answer = create(all);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.list("invalid_fields"))
                .isEqualTo(List.of(Map.of("type", type, "field", field, "description", description)));
    }

    @Test
    void serverAgreesWithAnIndependentValidator() {
        Schema schema = SchemaRegistry.withDialect(Dialects.getOpenApi30())
                .getSchema(MAPPER.valueToTree(
                        Map.of("$ref", "#/components/schemas/Input", "components", Map.of("schemas", parse(SCHEMAS)))));
        Random random = new Random(42);
        List<String> different = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            Map<String, @Nullable Object> input = randomInput(random);
            List<Error> errors = schema.validate(MAPPER.valueToTree(input));
            boolean created = create(input).status() == 201;
            refused += created ? 0 : 1;
            if (created != errors.isEmpty()) {
                different.add(ServerJson.text(input) + " " + errors);
            }
        }

        assertThat(different).isEmpty();
        assertThat(refused).isBetween(100, 450);
    }

    /** A good input with up to two values exchanged for others. */
    private static Map<String, @Nullable Object> randomInput(Random random) {
        Map<String, @Nullable Object> input = ServerJson.asObject(parse("""
                {"prompt": "abc", "style": "flat", "steps": 7, "scale": 0.5, "size": 16, "fast": true, "seed": 1,
                 "image": "https://example.com/a.png", "tags": ["a", "b"], "either": true, "one": 0.5, "map": {"x": 1},
                 "tree": {"name": "a", "children": [{"name": "b"}]}}"""));
        List<String> names = List.copyOf(input.keySet());
        for (int i = random.nextInt(3); i > 0; i--) {
            input.put(names.get(random.nextInt(names.size())), randomValue(random, 2));
        }
        if (random.nextInt(8) == 0) {
            input.remove(names.get(random.nextInt(names.size())));
        }
        return input;
    }

    private static @Nullable Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) random.nextInt(60) - 5;
            case 3 -> random.nextInt(20) / 8.0 + 0.0625; // 1.0 is an integer to Replicate, but not to this validator
            case 4 ->
                List.of("flat", "round", "a", "ab", "\uD83D\uDE00abc", "abcdef").get(random.nextInt(6));
            case 5 -> List.of("data:,x", "https://example.com/", "x y", "").get(random.nextInt(4));
            case 6 -> 8L * random.nextInt(9);
            case 7 ->
                random.ints(random.nextInt(4), 0, 3)
                        .mapToObj(n -> randomValue(random, depth - 1))
                        .toList();
            default -> Map.of("name", String.valueOf(randomValue(random, depth - 1)), "x", random.nextInt(3));
        };
    }

    private Answer create(Map<String, @Nullable Object> input) {
        return http.post("/models/acme/any/predictions", ServerJson.text(Map.of("input", input)));
    }

    private static Object parse(String json) {
        return Objects.requireNonNull(ServerJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
