package dev.replicate4j.codegen;

import dev.replicate4j.codegen.Diagnostic.Severity;
import dev.replicate4j.codegen.internal.emit.ClassEmitter;
import dev.replicate4j.codegen.internal.files.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
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

    /** {@return whether every model was generated} */
    public boolean isComplete() {
        return errors().isEmpty();
    }

    /** {@return why models have no class, in the order of the request} */
    public List<Diagnostic> errors() {
        return diagnostics(Severity.ERROR);
    }

    /** {@return what in the classes is less than their schemas say, in the order of the request} */
    public List<Diagnostic> warnings() {
        return diagnostics(Severity.WARNING);
    }

    private List<Diagnostic> diagnostics(Severity severity) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .toList();
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
        return changes(outputFolder(folder).hold(files()));
    }

    /**
     * Adds these sources to a source folder that other generations write to as well: writes those whose bytes differ, and removes
     * those of an earlier generation that are not among them. Files that the generator did not make are never touched.
     *
     * @param folder a source folder; made if need be
     * @param earlier the files of the earlier generation, as {@link Changes#files} named them
     * @return what changed
     * @throws IOException if a file can't be read, written or removed, or would be outside the folder
     */
    public Changes writeTo(Path folder, Collection<Path> earlier) throws IOException {
        return changes(outputFolder(folder).replace(earlier, files()));
    }

    private static OutputFolder outputFolder(Path folder) {
        return OutputFolder.at(folder, ClassEmitter.MARKER);
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        sources.forEach(source -> files.put(source.path(), source.content()));
        return files;
    }

    private static Changes changes(OutputFolder.FolderUpdate update) {
        return new Changes(update.files(), update.written(), update.removed());
    }

    /**
     * What writing a generation changed.
     *
     * @param files all files of the generation
     * @param written those of them whose bytes differed or that were missing
     * @param removed files of an earlier generation
     */
    public record Changes(List<Path> files, List<Path> written, List<Path> removed) {}
}
