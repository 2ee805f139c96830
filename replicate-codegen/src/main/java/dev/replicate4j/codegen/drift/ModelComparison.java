package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.build.SourceGenerator;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinnedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the models of a project one by one; the user's sources are compiled only once something is to be looked for. */
final class ModelComparison {

    private final SourceGenerator generator;
    private final UserSources sources;
    private final List<PinnedModel> models;
    private final Path pom;
    private final Path scratch;
    private @Nullable ImpactAnalysis usage;

    ModelComparison(SourceGenerator generator, UserSources sources, List<PinnedModel> models, Path pom, Path scratch) {
        this.generator = generator;
        this.sources = sources;
        this.models = List.copyOf(models);
        this.pom = pom;
        this.scratch = scratch;
    }

    ModelDrift compare(Pin pin, Pin candidate) throws IOException {
        List<ChangeImpact> findings = new ArrayList<>();
        for (SchemaChange change : ModelDiff.between(pin, candidate)) {
            boolean search = change.severity() == ChangeSeverity.BREAKING && change.seenByCompiler();
            findings.add(new ChangeImpact(change, search ? usage().lines(pin, candidate, change.place()) : List.of()));
        }
        findings.sort(Comparator.comparing(ChangeImpact::severity));
        return new ModelDrift(pin, candidate, findings);
    }

    private ImpactAnalysis usage() throws IOException {
        if (usage == null) {
            usage = ImpactAnalysis.of(generator, sources, models, pom, scratch);
        }
        return usage;
    }
}
