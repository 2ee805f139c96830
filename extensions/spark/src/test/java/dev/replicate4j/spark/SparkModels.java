package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import java.util.List;
import java.util.Map;

/** Models as generated classes define them, with maps for inputs. */
final class SparkModels {

    static final ModelDefinition<Map<String, ?>, String, String> POET =
            ModelDefinition.official("acme/poet", "", OutputType.text());

    static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "", OutputType.list(OutputType.file()));

    /** An object, as a generated class has it. */
    record Judgement(String label, Double score, List<URLPath> pages) {}

    static final ModelDefinition<Map<String, ?>, Judgement, Judgement> JUDGE = ModelDefinition.official(
            "acme/judge",
            "",
            OutputType.object(fields -> new Judgement(
                    fields.get("label", OutputType.string()),
                    fields.get("score", OutputType.number()),
                    fields.get("pages", OutputType.list(OutputType.file())))));

    private SparkModels() {}
}
