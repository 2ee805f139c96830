package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.ModelDeclaration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared, and what follows from it.
 *
 * @param packageName the package of the generated classes; null where the POM gives none
 * @param models the declared models
 * @param buildFile the file that declares the models, such as {@code pom.xml}; files are shown relative to its directory
 * @param pins the folder of pinned schemas
 * @param against a folder of other pins to compare with; null: the live schemas
 * @param sources the user's own sources
 * @param scratch a folder for classes generated aside; removed afterwards
 * @param report where the report goes
 * @param write whether the candidates become the pins
 * @param failOn the least severity that fails the build; null: none does
 */
public record DriftRequest(
        @Nullable String packageName,
        List<ModelDeclaration> models,
        Path buildFile,
        Path pins,
        @Nullable Path against,
        UserSources sources,
        Path scratch,
        Path report,
        boolean write,
        @Nullable ChangeSeverity failOn) {

    /** Copies the models. */
    public DriftRequest {
        models = List.copyOf(models);
    }

    Path directory() {
        Path parent = buildFile.toAbsolutePath().getParent();
        return parent == null ? buildFile : parent;
    }

    Optional<ChangeSeverity> limit() {
        return Optional.ofNullable(failOn);
    }
}
