package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.Diagnostic;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.SourceFile;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns pinned models into sources, with what the POM chose for each. */
public final class SourceGenerator {

    private final String packageName;

    private SourceGenerator(String packageName) {
        this.packageName = packageName;
    }

    /**
     * Makes a generator.
     *
     * @param packageName the package of the classes; null where the POM gives none
     * @param problems takes a missing package
     * @return the generator; empty where the package is missing
     */
    public static Optional<SourceGenerator> of(@Nullable String packageName, Problems problems) {
        if (packageName == null || packageName.isBlank()) {
            problems.add(
                    "[PackageMissing] The generated classes need a package, but the configuration of the plugin names none."
                            + " Add <packageName>com.acme.models</packageName>.");
            return Optional.empty();
        }
        return Optional.of(new SourceGenerator(packageName.strip()));
    }

    /**
     * What was generated.
     *
     * @param files texts by path within a source folder, with slashes
     * @param errors why a model has no class, each message with its tag
     * @param warnings what in a class is less than its schema says
     */
    public record Sources(Map<String, String> files, List<String> errors, List<String> warnings) {}

    /**
     * Generates classes in memory.
     *
     * @param models the models
     * @return their sources, and what is wrong with those that have none
     */
    public Sources generate(List<PinnedModel> models) {
        Generation generation = Generator.generate(new dev.replicate4j.codegen.GenerationRequest(
                packageName, models.stream().map(SourceGenerator::model).toList()));
        Map<String, String> files = new LinkedHashMap<>();
        for (SourceFile source : generation.sources()) {
            files.put(source.path(), source.content());
        }
        return new Sources(
                files,
                messages(generation, Diagnostic.Severity.ERROR),
                messages(generation, Diagnostic.Severity.WARNING));
    }

    private static dev.replicate4j.codegen.GenerationRequest.Model model(PinnedModel model) {
        return new dev.replicate4j.codegen.GenerationRequest.Model(
                model.pin(),
                model.declaration().className(),
                model.declaration().arguments());
    }

    private static List<String> messages(Generation generation, Diagnostic.Severity severity) {
        return generation.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .map(Diagnostic::toString)
                .toList();
    }

    /**
     * Generates classes into a folder of their own.
     *
     * @param models the models
     * @param folder the source root; what else is in it stays
     * @return why a model has no class; empty where all have
     * @throws IOException if the folder can't be written
     */
    public List<String> write(List<PinnedModel> models, Path folder) throws IOException {
        Sources sources = generate(models);
        new SharedOutputFolder(folder).write(sources.files(), Set.of());
        return sources.errors();
    }
}
