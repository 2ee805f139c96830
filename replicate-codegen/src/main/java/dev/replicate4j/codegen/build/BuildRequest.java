package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.pin.ModelDeclaration;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be generated, from what, and where to.
 *
 * @param packageName the package of the classes; null where the POM gives none
 * @param models the declared models
 * @param pins the folder of pinned schemas
 * @param output the source root
 * @param state where the last run's state is kept
 * @param generator names the generator's version
 */
public record BuildRequest(
        @Nullable String packageName,
        List<ModelDeclaration> models,
        Path pins,
        Path output,
        Path state,
        String generator) {

    /** Copies the models. */
    public BuildRequest {
        models = List.copyOf(models);
    }

    /** Stands for everything but the files' contents. */
    String digest() {
        StringBuilder text = new StringBuilder();
        text.append(generator).append('\n');
        text.append(packageName).append('\n');
        text.append(pins).append('\n');
        text.append(output).append('\n');
        for (ModelDeclaration model : models) {
            text.append(model.ref()).append('\n');
            text.append(model.className()).append('\n');
            text.append(model.arguments()).append('\n');
            text.append(model.schemaUrl()).append('\n');
        }
        return BuildState.digest(text.toString());
    }
}
