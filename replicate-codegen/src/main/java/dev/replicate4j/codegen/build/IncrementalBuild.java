package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.Diagnostic;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
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
 * Generates the classes of the declared models, unless they are up to date.
 *
 * <p>Whether there is anything to do is decided by digests alone; only where there is are schemas read and the generator loaded.
 *
 * <pre>{@code
 * BuildResult result = new IncrementalBuild(System.out::println, () -> settings).run(request);
 * if (!result.problems().isEmpty()) {
 *     throw new IllegalStateException(result.problems().message());
 * }
 * }</pre>
 */
public final class IncrementalBuild {

    private final Consumer<String> progress;
    private final Supplier<FetchSettings> settings;

    /**
     * Makes a build.
     *
     * @param progress takes lines that tell what is going on
     * @param settings how Replicate is reached; asked for only when a pin is missing
     */
    public IncrementalBuild(Consumer<String> progress, Supplier<FetchSettings> settings) {
        this.progress = progress;
        this.settings = settings;
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
                        "Nothing to generate: " + count(request.models().size(), "model") + " up to date");
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
        Optional<String> packageName = ModelDeclaration.checkPackage(request.packageName(), problems);
        List<PinnedModel> models = PinResolver.resolve(
                ModelDeclaration.check(request.models(), problems), request.pins(), progress, settings, problems);
        if (packageName.isEmpty()) {
            return BuildResult.failed(problems);
        }
        // Also where some models are wrong already: what is wrong with the others is told in the same build.
        Generation generation = Generator.generate(GenerationRequest.ofDeclared(packageName.get(), models));
        generation.errors().forEach(error -> problems.add(error.toString()));
        if (!problems.isEmpty()) {
            return BuildResult.failed(problems);
        }
        Generation.Changes changes = generation.writeTo(request.output(), earlier);
        BuildState.of(request.digest(), pinFiles(request, models), changes.files())
                .write(request.state());
        return BuildResult.good(
                generation.warnings().stream().map(Diagnostic::toString).toList(), summary(models.size(), changes));
    }

    private static List<Path> pinFiles(BuildRequest request, List<PinnedModel> models) {
        PinDirectory pins = new PinDirectory(request.pins());
        return models.stream()
                .map(model -> pins.file(model.declaration().ref()))
                .toList();
    }

    private static String summary(int models, Generation.Changes changes) {
        int written = changes.written().size();
        return count(models, "model") + " generated: " + count(written, "file") + " written, "
                + (changes.files().size() - written) + " unchanged, "
                + changes.removed().size() + " removed";
    }

    private static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
