package dev.replicate4j.codegen;

import dev.replicate4j.codegen.Diagnostic.Severity;
import dev.replicate4j.codegen.internal.emit.ClassEmitter;
import dev.replicate4j.codegen.internal.files.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a generation gave.
 *
 * @param sources a file for each model without an error, in the order of the request
 * @param diagnostics what users should know, in the order of the request
 */
public record Generation(List<SourceFile> sources, List<Diagnostic> diagnostics) {

    /** Keeps unmodifiable copies. */
    public Generation {
        sources = List.copyOf(sources);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * Tells whether every model was generated.
     *
     * @return whether no diagnostic is an error
     */
    public boolean isComplete() {
        return diagnostics.stream().noneMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /**
     * Makes a source folder hold exactly these sources: writes those whose bytes differ, leaves the others alone, and removes files
     * of an earlier generation that are not among them. Files that the generator did not make are never touched.
     *
     * @param folder a source folder, by custom {@code target/generated-sources/replicate}; made if need be
     * @return what changed
     * @throws IOException if a file can't be read, written or removed, or would be outside the folder
     */
    public Changes writeTo(Path folder) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        sources.forEach(source -> files.put(source.path(), source.content()));
        OutputFolder.Outcome outcome =
                OutputFolder.at(folder, ClassEmitter.MARKER).hold(files);
        return new Changes(outcome.written(), outcome.removed());
    }

    /**
     * What writing a generation changed.
     *
     * @param written files whose bytes differed or that were missing
     * @param removed files of an earlier generation
     */
    public record Changes(List<Path> written, List<Path> removed) {}
}
