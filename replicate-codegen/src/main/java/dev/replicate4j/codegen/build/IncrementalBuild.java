package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.fetch.PinResolver;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.PinDirectory;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Generates the classes of the declared models.
 *
 * <p>Whether there is anything to do is decided by digests alone; only where there is are schemas read and the generator loaded.
 */
public final class IncrementalBuild {

    private final Consumer<String> progress;
    private final Supplier<FetchSettings> access;

    /**
     * Makes a service for one goal.
     *
     * @param progress takes lines that tell what is going on
     * @param access how Replicate is reached; asked only when a pin is missing
     */
    public IncrementalBuild(Consumer<String> progress, Supplier<FetchSettings> access) {
        this.progress = progress;
        this.access = access;
    }

    /**
     * Generates what is not up to date.
     *
     * @param request what from what
     * @return how it went
     */
    public BuildResult run(BuildRequest request) {
        try {
            Optional<BuildState> last = BuildState.read(request.state());
            if (last.isPresent() && last.get().holds(request.digest())) {
                return BuildResult.good(
                        List.of(),
                        "Nothing to generate: " + models(request.models().size()) + " up to date");
            }
            return generate(
                    request, last.map(BuildState::outputs).map(Map::keySet).orElse(Set.of()));
        } catch (IOException failure) {
            Problems problems = new Problems();
            problems.add("[Output] The classes can't be written to " + request.output() + ": " + failure, failure);
            return BuildResult.failed(problems);
        }
    }

    private BuildResult generate(BuildRequest request, Set<Path> earlier) throws IOException {
        Problems problems = new Problems();
        Optional<SourceGenerator> generator = SourceGenerator.of(request.packageName(), problems);
        List<PinnedModel> models = PinResolver.pinAll(
                ModelDeclaration.check(request.models(), problems), request.pins(), progress, access, problems);
        if (generator.isEmpty()) {
            return BuildResult.failed(problems);
        }
        // Also where some models are wrong already: what is wrong with the others is told in the same build.
        SourceGenerator.Sources sources = generator.get().generate(models);
        sources.errors().forEach(problems::add);
        if (!problems.isEmpty()) {
            return BuildResult.failed(problems);
        }
        SharedOutputFolder folder = new SharedOutputFolder(request.output());
        SharedOutputFolder.Written written = folder.write(sources.files(), earlier);
        List<Path> inputs = models.stream()
                .map(model -> new PinDirectory(request.pins())
                        .file(model.declaration().ref()))
                .toList();
        BuildState.of(request.digest(), inputs, written.files()).write(request.state());
        return BuildResult.good(sources.warnings(), summary(models.size(), written));
    }

    private static String summary(int models, SharedOutputFolder.Written written) {
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
