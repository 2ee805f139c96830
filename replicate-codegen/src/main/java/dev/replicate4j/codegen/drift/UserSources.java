package dev.replicate4j.codegen.drift;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The user's own sources: tells which of their lines compile against which generated classes.
 *
 * @param modules the module that generates the classes, and those of the build that depend on it
 */
public record UserSources(List<SourceModule> modules) {

    /** Copies the list. */
    public UserSources {
        modules = List.copyOf(modules);
    }

    /**
     * Finds the lines of the user's that do not compile.
     *
     * @param generated the source root of the generated classes to compile against
     * @return the lines, in the order of modules, files and lines
     */
    Set<BrokenLine> broken(Path generated) throws IOException {
        Set<BrokenLine> lines = new LinkedHashSet<>();
        for (SourceModule module : modules) {
            lines.addAll(module.broken(generated));
        }
        return lines;
    }
}
