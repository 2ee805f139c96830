package dev.replicate4j.codegen.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.internal.json.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule alone: the schema that it is given, and what it makes of it. */
class DialectRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ge": 1, "le": 5}                                 | {"minimum": 1, "maximum": 5}
            {"gt": 1, "lt": 5}                                 | {"exclusiveMinimum": 1, "exclusiveMaximum": 5}
            {"min_length": 1, "max_length": 5, "regex": "a+"}  | {"minLength": 1, "maxLength": 5, "pattern": "a+"}
            {"min_items": 1, "max_items": 5}                   | {"minItems": 1, "maxItems": 5}
            {"ge": 1, "minimum": 2}                            | {"minimum": 2}
            """)
    void pythonKeywords(String found, String expected) {
        assertThat(apply(DialectRule.PYTHON_KEYWORDS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title": "T", "xml": 5, "example": [], "extensions": {"x-a": 1}}  | {}
            {"x-order": "first", "x-anything": {"a": null}}     | {"x-order": "first", "x-anything": {"a": null}}
            {"type": ["a", 1], "default": {}, "const": null}    | {"type": ["a", 1], "default": {}, "const": null}
            {"description": 5, "format": {}, "$ref": []}        | {}
            {"minimum": "1", "maximum": 1e400, "minLength": 1.5, "maxItems": 3000000000} | {}
            {"properties": [], "items": true, "additionalProperties": [], "required": "a", "allOf": {}} | {}
            {"additionalProperties": false}                     | {"additionalProperties": false}
            {"nullable": "true", "deprecated": "no", "writeOnly": false}  | {"nullable": true, "writeOnly": false}
            """)
    void knownKeywords(String found, String expected) {
        assertThat(apply(DialectRule.KNOWN_KEYWORDS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"exclusiveMinimum": 1, "exclusiveMaximum": 2.5} | {"minimum": 1, "exclusiveMinimum": true, "maximum": 2.5, "exclusiveMaximum": true}
            {"minimum": 1, "exclusiveMinimum": true}         | {"minimum": 1, "exclusiveMinimum": true}
            {"minimum": 1, "exclusiveMinimum": "false"}      | {"minimum": 1, "exclusiveMinimum": false}
            """)
    void exclusiveBounds(String found, String expected) {
        assertThat(apply(DialectRule.EXCLUSIVE_BOUNDS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"const": "a"}                | {"enum": ["a"]}
            {"const": null}               | {"enum": [null]}
            {"const": "a", "enum": ["b"]} | {"enum": ["b"]}
            """)
    void constants(String found, String expected) {
        assertThat(apply(DialectRule.CONSTANTS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": ["string", "null"]}              | {"type": "string", "nullable": true}
            {"type": ["string", null]}                | {"type": "string", "nullable": true}
            {"type": ["null"]}                        | {"nullable": true}
            {"type": []}                              | {}
            {"type": ["object", "object"], "items": {}}  | {"type": "object", "items": {}}
            {"type": ["string", "array"], "items": {"type": "integer"}, "maxLength": 2} | {"maxLength": 2, "anyOf": [{"type": "string", "maxLength": 2}, {"type": "array", "items": {"type": "integer"}, "maxLength": 2}]}
            """)
    void typeLists(String found, String expected) {
        assertThat(apply(DialectRule.TYPE_LISTS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"anyOf": [{"type": "string"}, {"type": "null"}]}       | {"nullable": true, "allOf": [{"type": "string"}]}
            {"oneOf": [{"$ref": "#/a"}, {"type": null}]}            | {"nullable": true, "allOf": [{"$ref": "#/a"}]}
            {"oneOf": [{"type": "string"}, {"const": null}, {"type": "number"}]} | {"nullable": true, "oneOf": [{"type": "string"}, {"type": "number"}]}
            {"anyOf": [{"enum": [null]}]}                           | {"nullable": true}
            {"anyOf": [{"type": "string"}, 5]}                      | {"anyOf": [{"type": "string"}, 5]}
            {"anyOf": []}                                           | {}
            """)
    void nullBranches(String found, String expected) {
        assertThat(apply(DialectRule.NULL_BRANCHES, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "NamedEmbedding"}                   | {}
            {"type": 5, "properties": {"a": {}}}         | {"type": "object", "properties": {"a": {}}}
            {"items": {"type": "string"}}                | {"type": "array", "items": {"type": "string"}}
            {"type": "Any", "items": {}}                 | {}
            {"type": "array"}                            | {"type": "array", "items": {}}
            {"type": "string", "items": {}, "additionalProperties": {}, "required": []} | {"type": "string"}
            """)
    void types(String found, String expected) {
        assertThat(apply(DialectRule.TYPES, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$ref": "#/$defs/A"}                         | {"$ref": "#/components/schemas/A"}
            {"$ref": ""}                                  | {"$ref": "#/components/schemas/"}
            {"$ref": "#/components/schemas/A", "x-order": 3, "allOf": [{}]} | {"x-order": 3, "allOf": [{"$ref": "#/components/schemas/A"}, {}]}
            """)
    void references(String found, String expected) {
        assertThat(apply(DialectRule.REFERENCES, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"format": "uri"}       | {"format": "uri"}
            {"format": "password"}  | {"format": "password"}
            {"format": "date-time"} | {}
            """)
    void formats(String found, String expected) {
        assertThat(apply(DialectRule.FORMATS, found)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "integer", "enum": [1, 2], "default": 1}     | {"type": "integer", "enum": [1, 2], "default": 1}
            {"type": "integer", "enum": ["64", "128"]}            | {"type": "integer", "x-enum": ["64", "128"]}
            {"type": "integer", "default": 13.5}                  | {"type": "integer", "x-default": 13.5}
            {"type": "integer", "default": 4294967295}            | {"type": "integer", "x-default": 4294967295}
            {"type": "number", "default": 1}                      | {"type": "number", "default": 1}
            {"type": "string", "enum": ["a", null]}               | {"type": "string", "x-enum": ["a", null]}
            {"type": "boolean", "default": "True"}                | {"type": "boolean", "x-default": "True"}
            {"type": "array", "default": [1]}                     | {"type": "array", "x-default": [1]}
            {"enum": ["a"], "default": null}                      | {"x-enum": ["a"], "x-default": null}
            """)
    void values(String found, String expected) {
        assertThat(apply(DialectRule.VALUES, found)).isEqualTo(json(expected));
    }

    private static Map<String, @Nullable Object> apply(DialectRule rule, String found) {
        Map<String, @Nullable Object> schema = json(found);
        rule.apply(schema);
        return schema;
    }

    private static Map<String, @Nullable Object> json(String text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        ((Map<?, ?>) PlainJson.parse(text)).forEach((key, value) -> json.put((String) key, value));
        return json;
    }
}
