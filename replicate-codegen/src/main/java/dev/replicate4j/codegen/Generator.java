package dev.replicate4j.codegen;

import dev.replicate4j.codegen.internal.emit.ClassEmitter;
import dev.replicate4j.codegen.internal.json.BoundJson;
import dev.replicate4j.codegen.internal.model.ModelClass;
import dev.replicate4j.codegen.internal.model.ModelClassFactory;
import dev.replicate4j.codegen.internal.model.ModelClassFactory.Decision;
import dev.replicate4j.codegen.internal.model.ModelFacts;
import dev.replicate4j.codegen.pin.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates one Java class for each model. Stateless; the same request gives the same bytes on any machine.
 *
 * <pre>{@code
 * Generation generation = Generator.generate(GenerationRequest.of("com.acme.models", List.of(Pin.read(file))));
 * generation.diagnostics().forEach(System.err::println);
 * if (generation.isComplete()) {
 *     generation.writeTo(Path.of("target/generated-sources/replicate"));
 * }
 * }</pre>
 */
public final class Generator {

    private Generator() {}

    /**
     * Generates the classes of a request. All problems are reported in one go; a problem with one model does not keep the others from
     * being generated.
     *
     * @param request what to generate
     * @return the sources, and what users should know
     */
    public static Generation generate(GenerationRequest request) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<SourceFile> sources = new ArrayList<>();
        // Models know nothing of one another from here on, so each processor takes some; the order stays that of the
        // request.
        List<Generated> generated = PlannedModel.plan(request, diagnostics).parallelStream()
                .map(planned -> generate(request, planned))
                .toList();
        for (Generated one : generated) {
            diagnostics.addAll(one.warnings());
            sources.add(one.source());
        }
        return new Generation(sources, diagnostics);
    }

    /**
     * Describes what would be generated, before it becomes Java: the generator's own model of each class. For bug reports.
     *
     * @param request what to generate
     * @return JSON by {@code owner/name}
     */
    public static Map<String, String> describe(GenerationRequest request) {
        Map<String, String> models = new LinkedHashMap<>();
        for (PlannedModel planned : PlannedModel.plan(request, new ArrayList<>())) {
            models.put(
                    planned.pin().ref(),
                    BoundJson.pretty(decide(request, planned).model()));
        }
        return models;
    }

    /** What became of one model. */
    private record Generated(SourceFile source, List<Diagnostic> warnings) {}

    private static Generated generate(GenerationRequest request, PlannedModel planned) {
        Decision decision = decide(request, planned);
        List<Diagnostic> warnings = decision.warnings().stream()
                .map(warning -> Diagnostic.warning(warning.tag(), planned.pin().ref(), warning.message()))
                .toList();
        ModelClass model = decision.model();
        return new Generated(new SourceFile(path(model), ClassEmitter.emit(model)), warnings);
    }

    private static Decision decide(GenerationRequest request, PlannedModel planned) {
        Pin pin = planned.pin();
        Pin.Example example = pin.defaultExample();
        ModelFacts facts = new ModelFacts(
                request.packageName(),
                planned.className(),
                pin.ref(),
                pin.version(),
                pin.official(),
                pin.description(),
                pin.arguments(),
                pin.names(),
                example == null ? null : example.input());
        return ModelClassFactory.create(planned.schema(), facts);
    }

    private static String path(ModelClass model) {
        return model.packageName().replace('.', '/') + "/" + model.name() + ".java";
    }
}
