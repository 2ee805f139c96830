package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.build.SourceGenerator;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinnedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the user's lines that a change breaks: generates all classes aside with that change alone, compiles the user's sources
 * against them, and takes away what does not compile today either.
 */
final class ImpactAnalysis {

    private final SourceGenerator generator;
    private final UserSources sources;
    private final List<PinnedModel> models;
    private final Path pom;
    private final Path scratch;
    private final Map<Pin, Map<ModelPart, List<BrokenLine>>> known = new HashMap<>();
    private final Set<BrokenLine> brokenToday;

    private ImpactAnalysis(
            SourceGenerator generator,
            UserSources sources,
            List<PinnedModel> models,
            Path pom,
            Path scratch,
            Set<BrokenLine> brokenToday) {
        this.generator = generator;
        this.sources = sources;
        this.models = models;
        this.pom = pom;
        this.scratch = scratch;
        this.brokenToday = brokenToday;
    }

    static ImpactAnalysis of(
            SourceGenerator generator, UserSources sources, List<PinnedModel> models, Path pom, Path scratch)
            throws IOException {
        Path today = scratch.resolve("today");
        generator.write(models, today);
        return new ImpactAnalysis(generator, sources, models, pom, scratch, sources.broken(today));
    }

    /** Returns the lines that no longer compile when one place of a pin becomes that of the candidate. */
    List<BrokenLine> lines(Pin pin, Pin candidate, ModelPart place) throws IOException {
        Map<ModelPart, List<BrokenLine>> places = known.computeIfAbsent(pin, unknown -> new HashMap<>());
        List<BrokenLine> lines = places.get(place);
        if (lines == null) {
            lines = brokenBy(pin, IsolatedChange.only(pin, candidate, place), scratch.resolve("place-" + number()));
            places.put(place, lines);
        }
        return lines;
    }

    private int number() {
        return known.values().stream().mapToInt(Map::size).sum();
    }

    private List<BrokenLine> brokenBy(Pin pin, Pin changed, Path folder) throws IOException {
        List<PinnedModel> candidates = models.stream()
                .map(model -> model.pin().equals(pin) ? new PinnedModel(model.declaration(), changed) : model)
                .toList();
        Set<BrokenLine> broken = new LinkedHashSet<>();
        for (String error : generator.write(candidates, folder)) {
            // The POM itself relies on what changes: it names an argument that is gone, or leaves out one that is now
            // required.
            broken.add(new BrokenLine(pom, 0, error));
        }
        broken.addAll(sources.broken(folder));
        broken.removeAll(brokenToday);
        return new ArrayList<>(broken);
    }
}
