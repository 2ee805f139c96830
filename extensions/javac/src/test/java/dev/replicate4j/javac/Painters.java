package dev.replicate4j.javac;

import com.google.testing.compile.JavaFileObjects;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.GenerationRequest.RequestedModel;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.SourceFile;
import dev.replicate4j.codegen.pin.Pin;
import java.util.List;
import javax.tools.JavaFileObject;

/** The class {@code com.acme.Painter} with an input of each kind of bounds, as the generator makes it. */
final class Painters {

    private static final String MODEL = """
            {"owner": "acme", "name": "painter", "latest_version": {"id": "0f3a1c5e7d9b2a4c", "cog_version": "0.13.6",
             "openapi_schema": {"openapi": "3.0.2", "info": {"title": "Cog", "version": "0.1.0"}, "components": {"schemas": {
              "Input": {"type": "object", "required": ["prompt", "steps"], "properties": {
               "prompt": {"type": "string", "minLength": 2, "maxLength": 8, "x-order": 0},
               "steps": {"type": "integer", "minimum": 1, "maximum": 50, "x-order": 1},
               "num_outputs": {"type": "integer", "minimum": 1, "maximum": 4, "x-order": 2},
               "shift": {"type": "integer", "minimum": -5, "maximum": 5, "x-order": 3},
               "seed": {"type": "integer", "x-order": 4},
               "guidance": {"type": "number", "minimum": 0, "maximum": 10, "x-order": 5},
               "least": {"type": "number", "minimum": 0.5, "x-order": 6},
               "tag": {"type": "string", "maxLength": 3, "x-order": 7},
               "loras": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2, "x-order": 8},
               "huge": {"type": "integer", "minimum": 1, "maximum": 9007199254740993, "x-order": 9}}},
              "Output": {"type": "string"},
              "TrainingInput": {"type": "object", "properties": {
               "epochs": {"type": "integer", "minimum": 1, "x-order": 0}}},
              "TrainingOutput": {"type": "object", "properties": {"weights": {"type": "string", "format": "uri"}}}
             }}}}}""";

    private Painters() {}

    static List<JavaFileObject> sources() {
        Generation generation = Generator.generate(
                new GenerationRequest("com.acme", List.of(new RequestedModel(Pin.fromModel(MODEL), "Painter", null))));
        return generation.sources().stream().map(Painters::file).toList();
    }

    private static JavaFileObject file(SourceFile source) {
        return JavaFileObjects.forSourceString(
                source.path().replace(".java", "").replace('/', '.'), source.content());
    }
}
