package dev.replicate4j.codegen.pin;

import dev.replicate4j.codegen.internal.model.ClassNames;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.model.ModelRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as the author of a build file wrote it, not yet checked.
 *
 * @param ref {@code owner/name} or {@code owner/name:version}
 * @param className a class name, where the author chose one
 * @param arguments names of inputs between commas, where the author chose the arguments
 * @param schemaUrl the address of an OpenAPI document, where Replicate is not to be asked
 */
public record ModelDeclaration(
        @Nullable String ref,
        @Nullable String className,
        @Nullable String arguments,
        @Nullable String schemaUrl) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    /** Trims what was written; an empty element counts as absent. */
    public ModelDeclaration {
        ref = trimmed(ref);
        className = trimmed(className);
        arguments = trimmed(arguments);
        schemaUrl = trimmed(schemaUrl);
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Checks declarations.
     *
     * @param declarations what was written
     * @param problems takes what is wrong
     * @return the models that are declared correctly, in order
     */
    public static List<DeclaredModel> check(List<ModelDeclaration> declarations, Problems problems) {
        List<DeclaredModel> checked = new ArrayList<>();
        for (ModelDeclaration declaration : declarations) {
            declaration
                    .check(problems)
                    .filter(model -> isDistinct(model, checked, problems))
                    .ifPresent(checked::add);
        }
        return checked;
    }

    /** Two models of one name, or of one class: known before anything is fetched. */
    private static boolean isDistinct(DeclaredModel model, List<DeclaredModel> others, Problems problems) {
        for (DeclaredModel other : others) {
            if (other.sameModel(model)) {
                problems.add("[ModelTwice] " + model.ref().model()
                        + " is declared twice in <models>. Remove one of the two <model> elements.");
                return false;
            }
            // On some file systems, names that differ in case alone are one file.
            if (other.simpleClassName().equalsIgnoreCase(model.simpleClassName())) {
                problems.add("[DuplicateClass] "
                        + ClassNames.clash(other.ref().model(), model.ref().model(), model.simpleClassName()));
                return false;
            }
        }
        return true;
    }

    /**
     * Checks the package of a project's classes.
     *
     * @param packageName what was written; null where nothing was
     * @param problems takes what is wrong
     * @return the package; empty where it is missing or none
     */
    public static Optional<String> checkPackage(@Nullable String packageName, Problems problems) {
        if (packageName == null || packageName.isBlank()) {
            problems.add("[PackageMissing] The generated classes need a package, but the configuration names none."
                    + " Add <packageName>com.acme.models</packageName>.");
            return Optional.empty();
        }
        return Optional.of(packageName.strip());
    }

    private Optional<DeclaredModel> check(Problems problems) {
        if (ref == null) {
            problems.add("[ModelReference] A <model> in <models> names no model. Write <model>owner/name</model>.");
            return Optional.empty();
        }
        Optional<ModelRef> model = reference(ref, problems);
        Optional<URI> schema = schemaUrl == null ? Optional.empty() : address(ref, schemaUrl, problems);
        if (model.isEmpty() || (schemaUrl != null && schema.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredModel(model.get(), className, argumentList(), schema.orElse(null)));
    }

    private static Optional<ModelRef> reference(String text, Problems problems) {
        try {
            return Optional.of(ModelRef.parse(text));
        } catch (ReplicateException | IllegalArgumentException malformed) {
            problems.add("[ModelReference] <model>" + text + "</model> in <models>: " + malformed.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String model, String text, Problems problems) {
        Optional<URI> address = uri(text).filter(uri -> SCHEMES.contains(String.valueOf(uri.getScheme())));
        if (address.isEmpty()) {
            problems.add("[SchemaUrl] <schemaUrl> of " + model
                    + " must be an http, https or file address of an OpenAPI document, but is \"" + text + "\".");
        }
        return address;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private @Nullable List<String> argumentList() {
        if (arguments == null) {
            return null;
        }
        return List.of(arguments.split("\\s*,\\s*|\\s+"));
    }
}
