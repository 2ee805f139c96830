package dev.replicate4j.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final String PAINTER = """
            {
              "owner": "acme",
              "name": "painter",
              "description": "Paints what you say.",
              "latest_version": {
                "id": "0123456789abcdef",
                "cog_version": "0.9.21",
                "openapi_schema": {"components": {"schemas": {
                  "Input": {
                    "type": "object",
                    "required": ["prompt"],
                    "properties": {
                      "size": {"allOf": [{"$ref": "#/components/schemas/size"}], "default": "1:1", "x-order": 2},
                      "prompt": {"type": "string", "description": "What to paint", "x-order": 0},
                      "num_steps": {"type": "integer", "minimum": 1, "maximum": 50, "default": 28, "x-order": 1}
                    }
                  },
                  "size": {"type": "string", "enum": ["1:1", "16:9"], "title": "size"},
                  "Output": {"type": "array", "items": {"type": "string", "format": "uri"}}
                }}}
              }
            }
            """;

    @Test
    void generatedClassCompiles() {
        Generation generation =
                Generator.generate(GenerationRequest.of("com.acme.models", List.of(Pin.fromModel(PAINTER))));

        assertThat(generation.diagnostics()).isEmpty();
        SourceFile source = generation.sources().get(0);
        assertThat(source.path()).isEqualTo("com/acme/models/Painter.java");
        assertThat(javac().withOptions("-Xlint:all", "-Werror", "-Xdoclint:all/protected", "--release", "17")
                        .compile(JavaFileObjects.forSourceString("com.acme.models.Painter", source.content())))
                .succeededWithoutWarnings();
    }
}
