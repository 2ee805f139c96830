package dev.replicate4j.maven.drift;

import dev.replicate4j.codegen.Pin;
import dev.replicate4j.maven.generate.SourceGenerator;
import dev.replicate4j.maven.pins.PinnedModel;
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
final class Usage {

    private final SourceGenerator generator;
    private final UserSources sources;
    private final List<PinnedModel> models;
    private final Path pom;
    private final Path scratch;
    private final Map<Pin, Map<Place, List<SourceLine>>> known = new HashMap<>();
    private final Set<SourceLine> brokenToday;

    private Usage(
            SourceGenerator generator,
            UserSources sources,
            List<PinnedModel> models,
            Path pom,
            Path scratch,
            Set<SourceLine> brokenToday) {
        this.generator = generator;
        this.sources = sources;
        this.models = models;
        this.pom = pom;
        this.scratch = scratch;
        this.brokenToday = brokenToday;
    }

    static Usage of(SourceGenerator generator, UserSources sources, List<PinnedModel> models, Path pom, Path scratch)
            throws IOException {
        Path today = scratch.resolve("today");
        generator.write(models, today);
        return new Usage(generator, sources, models, pom, scratch, sources.broken(today));
    }

    /** Returns the lines that no longer compile when one place of a pin becomes that of the candidate. */
    List<SourceLine> lines(Pin pin, Pin candidate, Place place) throws IOException {
        Map<Place, List<SourceLine>> places = known.computeIfAbsent(pin, unknown -> new HashMap<>());
        List<SourceLine> lines = places.get(place);
        if (lines == null) {
            lines = brokenBy(pin, Isolation.only(pin, candidate, place), scratch.resolve("place-" + number()));
            places.put(place, lines);
        }
        return lines;
    }

    private int number() {
        return known.values().stream().mapToInt(Map::size).sum();
    }

    private List<SourceLine> brokenBy(Pin pin, Pin changed, Path folder) throws IOException {
        List<PinnedModel> candidates = models.stream()
                .map(model -> model.pin().equals(pin) ? new PinnedModel(model.declaration(), changed) : model)
                .toList();
        Set<SourceLine> broken = new LinkedHashSet<>();
        for (String error : generator.write(candidates, folder)) {
            // The POM itself relies on what changes: it names an argument that is gone, or leaves out one that is now
            // required.
            broken.add(new SourceLine(pom, 0, error));
        }
        broken.addAll(sources.broken(folder));
        broken.removeAll(brokenToday);
        return new ArrayList<>(broken);
    }
}
