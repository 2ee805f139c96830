package dev.replicate4j.codegen.drift;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sources of a project that are compiled together: main and test sources of one module.
 *
 * @param roots source folders, without those of generated models
 * @param helpers source folders that are compiled along, whose own lines are not reported
 * @param classpath what they compile against, without the module's own classes; asked for only when they are compiled
 * @param encoding how the sources are written
 * @param release the Java release they are compiled for; null: that of the running JDK
 */
public record SourceModule(
        List<Path> roots,
        List<Path> helpers,
        Supplier<List<String>> classpath,
        Charset encoding,
        @Nullable String release) {

    /** Copies the lists. */
    public SourceModule {
        roots = List.copyOf(roots);
        helpers = List.copyOf(helpers);
    }
}
