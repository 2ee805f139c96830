package dev.replicate4j.codegen.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.pin.Pin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDiffTest {

    private static final String PROMPT = "\"prompt\": {\"type\": \"string\", \"x-order\": 0}";

    private static final String TEXT = "{\"type\": \"string\"}";

    @Test
    void theSameSchemaInAnotherDialectIsNoChange() {
        Pin named = pin(
                "\"size\": {\"allOf\": [{\"$ref\": \"#/components/schemas/size\"}], \"default\": \"S\"}",
                "",
                TEXT,
                ", \"size\": {\"type\": \"string\", \"enum\": [\"S\", \"L\"]}");
        Pin inline =
                pin("\"size\": {\"type\": \"string\", \"enum\": [\"S\", \"L\"], \"default\": \"S\"}", "", TEXT, "");

        assertThat(changes(named, inline)).isEmpty();
    }

    @Test
    void anInputThatGoesBreaksAndOneThatComesDoesNot() {
        Pin before = pin(PROMPT + ", \"seed\": {\"type\": \"integer\"}", "", TEXT, "");
        Pin after = pin(PROMPT + ", \"guidance\": {\"type\": \"number\", \"minimum\": 0}", "", TEXT, "");

        assertThat(changes(before, after))
                .containsExactly("breaking: input seed is gone", "compatible: input guidance is new: number from 0");
    }

    @Test
    void anInputThatBecomesRequiredBreaks() {
        Pin before = pin(PROMPT + ", \"image\": {\"type\": \"string\", \"format\": \"uri\"}", "\"prompt\"", TEXT, "");
        Pin after = pin(
                PROMPT + ", \"image\": {\"type\": \"string\", \"format\": \"uri\"}", "\"prompt\", \"image\"", TEXT, "");

        assertThat(changes(before, after)).containsExactly("breaking: input image becomes required");
        assertThat(changes(after, before))
                .containsExactly("compatible: input image is no longer required; it stays an argument");
    }

    @Test
    void aNewInputThatIsRequiredBreaks() {
        Pin before = pin(PROMPT, "\"prompt\"", TEXT, "");
        Pin after = pin(PROMPT + ", \"voice\": {\"type\": \"string\"}", "\"prompt\", \"voice\"", TEXT, "");

        assertThat(changes(before, after)).containsExactly("breaking: input voice is new and required: text");
    }

    @Test
    void narrowerLimitsBreakOnlyWhenRunAndWiderOnesDoNot() {
        Pin narrow = pin("\"steps\": {\"type\": \"integer\", \"minimum\": 2, \"maximum\": 30}", "", TEXT, "");
        Pin wide = pin("\"steps\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 50}", "", TEXT, "");
        Pin open = pin("\"steps\": {\"type\": \"integer\"}", "", TEXT, "");

        List<SchemaChange> narrowing = ModelDiff.between(wide, narrow);

        assertThat(narrowing).singleElement().satisfies(change -> {
            assertThat(change.severity()).isEqualTo(ChangeSeverity.BREAKING);
            assertThat(change.seenByCompiler()).isFalse();
            assertThat(change)
                    .hasToString("input steps took values from 1 up to 50 and now takes values from 2 up to 30");
        });
        assertThat(changes(narrow, wide))
                .containsExactly(
                        "compatible: input steps took values from 2 up to 30 and now takes values from 1 up to 50");
        assertThat(changes(wide, open))
                .containsExactly("compatible: input steps took values from 1 up to 50 and now takes any value");
    }

    @Test
    void boundsAreNumbersHoweverTheyAreWritten() {
        Pin before = pin("\"scale\": {\"type\": \"number\", \"minimum\": 1}", "", TEXT, "");
        Pin after = pin("\"scale\": {\"type\": \"number\", \"minimum\": 1.0}", "", TEXT, "");

        assertThat(changes(before, after)).isEmpty();
    }

    @Test
    void valuesOfAnEnumThatGoBreakAndThoseThatComeDoNot() {
        Pin before = pin("\"size\": {\"type\": \"string\", \"enum\": [\"S\", \"M\"]}", "", TEXT, "");
        Pin after = pin("\"size\": {\"type\": \"string\", \"enum\": [\"S\", \"L\"]}", "", TEXT, "");

        assertThat(changes(before, after))
                .containsExactly("breaking: input size no longer has \"M\"", "compatible: input size also has \"L\"");
    }

    @Test
    void anotherTypeBreaks() {
        Pin before = pin("\"seed\": {\"type\": \"integer\"}", "", TEXT, "");
        Pin after = pin("\"seed\": {\"type\": \"string\"}", "", TEXT, "");

        assertThat(changes(before, after)).containsExactly("breaking: input seed was integer and becomes text");
    }

    @Test
    void anotherDefaultIsCompatibleAndAnotherDescriptionIsDocumentation() {
        Pin before = pin("\"steps\": {\"type\": \"integer\", \"default\": 20, \"description\": \"one\"}", "", TEXT, "");
        Pin after = pin("\"steps\": {\"type\": \"integer\", \"default\": 25, \"description\": \"two\"}", "", TEXT, "");

        assertThat(changes(before, after))
                .containsExactly(
                        "compatible: input steps is by default 25, no longer 20",
                        "documentation: input steps is described anew");
    }

    @Test
    void anotherOutputBreaks() {
        Pin text = pin(PROMPT, "", TEXT, "");
        Pin files =
                pin(PROMPT, "", "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"format\": \"uri\"}}", "");
        Pin pieces = pin(
                PROMPT,
                "",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"x-cog-array-type\": \"iterator\","
                        + " \"x-cog-array-display\": \"concatenate\"}",
                "");
        Pin list = pin(PROMPT, "", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}", "");

        assertThat(changes(text, files)).containsExactly("breaking: output was text and becomes list of file");
        assertThat(changes(list, pieces)).containsExactly("breaking: output becomes one text, given in pieces");
        assertThat(changes(pieces, list)).containsExactly("breaking: output is no longer one text, given in pieces");
    }

    @Test
    void fieldsOfAnObjectOutputThatGoBreak() {
        Pin before = pin(PROMPT, "", object("\"text\": {\"type\": \"string\"}, \"score\": {\"type\": \"number\"}"), "");
        Pin after =
                pin(PROMPT, "", object("\"text\": {\"type\": \"string\"}, \"language\": {\"type\": \"string\"}"), "");

        assertThat(changes(before, after))
                .containsExactly(
                        "breaking: output no longer has the field score",
                        "compatible: output also has the field language");
    }

    @Test
    void narrowerOutputsBreakNobody() {
        Pin before = pin(PROMPT, "", "{\"type\": \"integer\"}", "");
        Pin after = pin(PROMPT, "", "{\"type\": \"integer\", \"minimum\": 0}", "");

        assertThat(changes(before, after))
                .containsExactly("compatible: output gave any value and now gives values from 0");
    }

    private static List<String> changes(Pin before, Pin after) {
        return ModelDiff.between(before, after.renewing(before)).stream()
                .map(change -> change.severity() + ": " + change)
                .toList();
    }

    private static String object(String fields) {
        return "{\"type\": \"object\", \"title\": \"Output\", \"properties\": {" + fields + "}}";
    }

    private static Pin pin(String properties, String required, String output, String components) {
        return Pin.fromModel("""
                {"owner": "acme", "name": "model", "latest_version": {"id": "1", "cog_version": "0.13.0",
                 "openapi_schema": {"components": {"schemas": {
                  "Input": {"type": "object", "title": "Input", "required": [%s], "properties": {%s}},
                  "Output": %s %s}}}}}
                """.formatted(required, properties, output, components));
    }
}
