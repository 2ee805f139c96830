package dev.replicate4j.maven.drift;

import dev.replicate4j.codegen.Pin;
import dev.replicate4j.maven.generate.SourceGenerator;
import dev.replicate4j.maven.pins.PinnedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the models of a project one by one; the user's sources are compiled only once something is to be looked for. */
final class Comparison {

    private final SourceGenerator generator;
    private final UserSources sources;
    private final List<PinnedModel> models;
    private final Path pom;
    private final Path scratch;
    private @Nullable Usage usage;

    Comparison(SourceGenerator generator, UserSources sources, List<PinnedModel> models, Path pom, Path scratch) {
        this.generator = generator;
        this.sources = sources;
        this.models = List.copyOf(models);
        this.pom = pom;
        this.scratch = scratch;
    }

    ModelDrift compare(Pin pin, Pin candidate) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Change change : ModelDiff.between(pin, candidate)) {
            boolean search = change.severity() == Severity.BREAKING && change.seenByCompiler();
            findings.add(new Finding(change, search ? usage().lines(pin, candidate, change.place()) : List.of()));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new ModelDrift(pin, candidate, findings);
    }

    private Usage usage() throws IOException {
        if (usage == null) {
            usage = Usage.of(generator, sources, models, pom, scratch);
        }
        return usage;
    }
}
