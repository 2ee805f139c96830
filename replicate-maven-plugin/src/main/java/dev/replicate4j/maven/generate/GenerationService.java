package dev.replicate4j.maven.generate;

import dev.replicate4j.maven.pins.Access;
import dev.replicate4j.maven.pins.Declaration;
import dev.replicate4j.maven.pins.PinFolder;
import dev.replicate4j.maven.pins.PinnedModel;
import dev.replicate4j.maven.pins.Pinning;
import dev.replicate4j.maven.pins.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Generates the classes of the declared models.
 *
 * <p>Whether there is anything to do is decided by digests alone; only where there is are schemas read and the generator loaded.
 */
public final class GenerationService {

    private final Log log;
    private final Supplier<Access> access;

    /**
     * Makes a service for one goal.
     *
     * @param log where progress is told
     * @param access how Replicate is reached; asked only when a pin is missing
     */
    public GenerationService(Log log, Supplier<Access> access) {
        this.log = log;
        this.access = access;
    }

    /**
     * Generates what is not up to date.
     *
     * @param request what from what
     * @return how it went
     */
    public Outcome run(GenerationRequest request) {
        try {
            Optional<BuildState> last = BuildState.read(request.state());
            if (last.isPresent() && last.get().holds(request.digest())) {
                return Outcome.good(
                        List.of(),
                        "Nothing to generate: " + models(request.models().size()) + " up to date");
            }
            return generate(
                    request, last.map(BuildState::outputs).map(Map::keySet).orElse(Set.of()));
        } catch (IOException failure) {
            Problems problems = new Problems();
            problems.add("[Output] The classes can't be written to " + request.output() + ": " + failure, failure);
            return Outcome.failed(problems);
        }
    }

    private Outcome generate(GenerationRequest request, Set<Path> earlier) throws IOException {
        Problems problems = new Problems();
        Optional<SourceGenerator> generator = SourceGenerator.of(request.packageName(), problems);
        List<PinnedModel> models =
                Pinning.pinAll(Declaration.check(request.models(), problems), request.pins(), log, access, problems);
        if (generator.isEmpty()) {
            return Outcome.failed(problems);
        }
        // Also where some models are wrong already: what is wrong with the others is told in the same build.
        SourceGenerator.Sources sources = generator.get().generate(models);
        sources.errors().forEach(problems::add);
        if (!problems.isEmpty()) {
            return Outcome.failed(problems);
        }
        OutputFolder folder = new OutputFolder(request.output());
        OutputFolder.Written written = folder.write(sources.files(), earlier);
        List<Path> inputs = models.stream()
                .map(model ->
                        new PinFolder(request.pins()).file(model.declaration().ref()))
                .toList();
        BuildState.of(request.digest(), inputs, written.files()).write(request.state());
        return Outcome.good(sources.warnings(), summary(models.size(), written));
    }

    private static String summary(int models, OutputFolder.Written written) {
        return models(models) + " generated: " + count(written.changed(), "file") + " written, "
                + (written.files().size() - written.changed()) + " unchanged, " + written.removed() + " removed";
    }

    private static String models(int count) {
        return count(count, "model");
    }

    private static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
