package dev.replicate4j.codegen.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDeclarationTest {

    private final Problems problems = new Problems();

    @Test
    void whatIsWrittenIsTrimmedAndEmptyElementsCountAsAbsent() {
        List<DeclaredModel> models = ModelDeclaration.check(
                List.of(new ModelDeclaration("\n  acme/painter\n", " ", "\n prompt,\n seed ,style ", "")), problems);

        assertThat(problems.isEmpty()).isTrue();
        assertThat(models).singleElement().satisfies(model -> {
            assertThat(model.ref()).hasToString("acme/painter");
            assertThat(model.className()).isNull();
            assertThat(model.arguments()).containsExactly("prompt", "seed", "style");
            assertThat(model.schemaUrl()).isNull();
        });
    }

    @Test
    void wrongDeclarationsAreToldTogetherAndTheRightOnesStay() {
        List<DeclaredModel> models = ModelDeclaration.check(
                List.of(
                        new ModelDeclaration(null, "Lost", null, null),
                        new ModelDeclaration("painter", null, null, null),
                        new ModelDeclaration("../etc/passwd", null, null, null),
                        new ModelDeclaration("acme/painter", null, null, null),
                        new ModelDeclaration("acme/painter:1", null, null, null),
                        new ModelDeclaration("acme/local", null, null, "ftp://example.com/openapi.json"),
                        new ModelDeclaration("acme/odd", null, null, "not an address")),
                problems);

        assertThat(models).extracting(model -> model.ref().toString()).containsExactly("acme/painter");
        assertThat(problems.message())
                .startsWith("6 problems with the models of this build:")
                .contains("[ModelReference] A <model> in <models> names no model. Write <model>owner/name</model>.")
                .contains("[ModelReference] <model>painter</model> in <models>: A model is named owner/name")
                .contains("[ModelReference] <model>../etc/passwd</model>")
                .contains("[ModelTwice] acme/painter is declared twice in <models>.")
                .contains("[SchemaUrl] <schemaUrl> of acme/local must be an http, https or file address")
                .contains("[SchemaUrl] <schemaUrl> of acme/odd must be");
    }

    @Test
    void aSchemaUrlIsKept() {
        List<DeclaredModel> models = ModelDeclaration.check(
                List.of(new ModelDeclaration("acme/local", null, null, "http://localhost:5000/openapi.json")),
                problems);

        assertThat(models)
                .singleElement()
                .satisfies(model ->
                        assertThat(model.schemaUrl()).isEqualTo(URI.create("http://localhost:5000/openapi.json")));
    }

    @Test
    void twoModelsOfOneClassAreToldBeforeAnythingIsFetched() {
        List<DeclaredModel> models = ModelDeclaration.check(
                List.of(
                        new ModelDeclaration("acme/painter", null, null, null),
                        new ModelDeclaration("other/painter", null, null, null),
                        new ModelDeclaration("third/sketch", "PAINTER", null, null)),
                problems);

        assertThat(models).hasSize(1);
        assertThat(problems.message())
                .contains(
                        "[DuplicateClass] acme/painter and other/painter would both be generated as the class Painter")
                .contains("<model><ref>other/painter</ref><className>OtherPainter</className></model>")
                .contains("[DuplicateClass] acme/painter and third/sketch");
    }
}
