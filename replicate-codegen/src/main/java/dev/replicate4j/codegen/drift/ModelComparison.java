package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinnedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Compares pins with candidates; the project's sources are compiled only once a change may break them. */
final class ModelComparison {

    private final DriftRequest request;
    private final String packageName;
    private final Consumer<String> progress;

    ModelComparison(DriftRequest request, String packageName, Consumer<String> progress) {
        this.request = request;
        this.packageName = packageName;
        this.progress = progress;
    }

    /** A model, a candidate for the place of its pin, and how they differ. */
    private record Difference(PinnedModel model, Pin candidate, List<SchemaChange> changes) {}

    /**
     * Compares models.
     *
     * @param pinned all models of the project
     * @param candidates candidates by model; models without one are left out
     * @return how far each model has moved, in the order of the project
     */
    List<ModelDrift> compare(List<PinnedModel> pinned, Map<String, Pin> candidates) throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (PinnedModel model : pinned) {
            Pin candidate = candidates.get(model.pin().ref());
            if (candidate != null) {
                Pin renewed = candidate.renewing(model.pin());
                differences.add(new Difference(model, renewed, ModelDiff.between(model.pin(), renewed)));
            }
        }
        long searches = differences.stream()
                .flatMap(difference -> difference.changes().stream())
                .filter(ModelComparison::mayBreakLines)
                .count();
        if (searches == 0) {
            return differences.stream()
                    .map(difference -> drift(difference, Map.of()))
                    .toList();
        }
        progress.accept("Compiling the project's sources to find what " + searches
                + (searches == 1 ? " breaking change affects" : " breaking changes affect"));
        try (ImpactAnalysis analysis = ImpactAnalysis.start(request, packageName, pinned)) {
            List<ModelDrift> drifts = new ArrayList<>();
            for (Difference difference : differences) {
                drifts.add(drift(difference, brokenLines(difference, analysis)));
            }
            return drifts;
        }
    }

    private static boolean mayBreakLines(SchemaChange change) {
        return change.severity() == ChangeSeverity.BREAKING && change.seenByCompiler();
    }

    private static Map<ModelPart, List<BrokenLine>> brokenLines(Difference difference, ImpactAnalysis analysis)
            throws IOException {
        Map<ModelPart, List<BrokenLine>> lines = new HashMap<>();
        for (SchemaChange change : difference.changes()) {
            if (mayBreakLines(change) && !lines.containsKey(change.part())) {
                lines.put(change.part(), analysis.lines(difference.model(), difference.candidate(), change.part()));
            }
        }
        return lines;
    }

    private static ModelDrift drift(Difference difference, Map<ModelPart, List<BrokenLine>> lines) {
        List<ChangeImpact> impacts = difference.changes().stream()
                .map(change -> new ChangeImpact(
                        change, mayBreakLines(change) ? lines.getOrDefault(change.part(), List.of()) : List.of()))
                .sorted(Comparator.comparing(ChangeImpact::severity))
                .toList();
        return new ModelDrift(difference.model().pin(), difference.candidate(), impacts);
    }
}
