package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.Diagnostic;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.SourceFile;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinnedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the lines of a project that a change breaks. The classes of the pins are compiled once. For each change, the one class
 * that it concerns is generated with that change alone, and the project's sources are compiled against it and the class files of
 * the others; what does not compile with the pins as they are does not count.
 *
 * <p>A model whose class no source mentions breaks no line, so its class is not compiled at all.
 */
final class ImpactAnalysis implements AutoCloseable {

    private final String packageName;
    private final Path buildFile;
    private final Path classes;
    private final List<ModuleCompiler> modules;
    private final Set<String> words;
    private final Set<BrokenLine> brokenToday;

    private ImpactAnalysis(
            String packageName,
            Path buildFile,
            Path classes,
            List<ModuleCompiler> modules,
            Set<String> words,
            Set<BrokenLine> brokenToday) {
        this.packageName = packageName;
        this.buildFile = buildFile;
        this.classes = classes;
        this.modules = modules;
        this.words = words;
        this.brokenToday = brokenToday;
    }

    /** Compiles the classes of the pins, and the project's sources against them. */
    static ImpactAnalysis start(DriftRequest request, String packageName, List<PinnedModel> pinned) throws IOException {
        List<ModuleCompiler> modules = new ArrayList<>();
        try {
            for (SourceModule module : request.sources().modules()) {
                modules.add(ModuleCompiler.open(module));
            }
            Path classes = Files.createDirectories(request.scratch().resolve("classes"));
            Set<String> words = new HashSet<>();
            for (ModuleCompiler module : modules) {
                module.addWords(words);
            }
            List<PinnedModel> mentioned = pinned.stream()
                    .filter(model -> words.contains(model.declaration().simpleClassName()))
                    .toList();
            if (!mentioned.isEmpty()) {
                modules.get(0).compile(generate(packageName, mentioned).sources(), classes);
            }
            Set<BrokenLine> today = broken(modules, classes, List.of());
            return new ImpactAnalysis(packageName, request.buildFile(), classes, modules, words, today);
        } catch (IOException | RuntimeException failure) {
            closeAll(modules);
            throw failure;
        }
    }

    /**
     * Finds the lines that no longer compile when one part of a pin becomes that of its candidate.
     *
     * @param model the model as it is pinned
     * @param candidate what may take the pin's place
     * @param part what changes
     * @return the lines, in the order of modules, files and lines
     */
    List<BrokenLine> lines(PinnedModel model, Pin candidate, ModelPart part) throws IOException {
        PinnedModel changed = new PinnedModel(model.declaration(), IsolatedChange.only(model.pin(), candidate, part));
        Generation generation = generate(packageName, List.of(changed));
        Set<BrokenLine> lines = new LinkedHashSet<>();
        for (Diagnostic error : generation.errors()) {
            // The build file itself relies on what changes: it names an argument that is gone, or leaves out one that
            // is
            // now required.
            lines.add(new BrokenLine(buildFile, 0, error.toString()));
        }
        if (words.contains(model.declaration().simpleClassName())) {
            lines.addAll(broken(modules, classes, generation.sources()));
        }
        lines.removeAll(brokenToday);
        return List.copyOf(lines);
    }

    private static Generation generate(String packageName, List<PinnedModel> models) {
        return Generator.generate(GenerationRequest.ofDeclared(packageName, models));
    }

    private static Set<BrokenLine> broken(List<ModuleCompiler> modules, Path classes, List<SourceFile> changed)
            throws IOException {
        Set<BrokenLine> lines = new LinkedHashSet<>();
        for (ModuleCompiler module : modules) {
            lines.addAll(module.broken(classes, changed));
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        closeAll(modules);
    }

    private static void closeAll(List<ModuleCompiler> modules) throws IOException {
        for (ModuleCompiler module : modules) {
            module.close();
        }
    }
}
