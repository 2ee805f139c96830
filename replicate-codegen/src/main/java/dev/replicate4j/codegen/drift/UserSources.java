package dev.replicate4j.codegen.drift;

import java.util.List;

/**
 * The sources of a project that may call its models.
 *
 * @param modules the module that generates the classes, and those of the build that depend on it
 */
public record UserSources(List<SourceModule> modules) {

    /** Copies the list. */
    public UserSources {
        modules = List.copyOf(modules);
    }
}
