package dev.replicate4j.model;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a model, and perhaps one version of it: {@code owner/name} or {@code owner/name:version}.
 *
 * <pre>{@code
 * ModelRef ref = ModelRef.parse("black-forest-labs/flux-dev");
 * ref.owner(); // "black-forest-labs"
 * ref.name(); // "flux-dev"
 * ref.version(); // Optional.empty()
 * }</pre>
 */
public final class ModelRef implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Owners and names are what Replicate allows in a URL; nothing here can leave a folder or a path segment. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)/([A-Za-z0-9][A-Za-z0-9._-]*)(?::([A-Za-z0-9._-]+))?");

    private final String owner;
    private final String name;
    private final @Nullable String version;

    private ModelRef(String owner, String name, @Nullable String version) {
        this.owner = owner;
        this.name = name;
        this.version = version;
    }

    /**
     * Reads a reference.
     *
     * @param text {@code owner/name} or {@code owner/name:version}
     * @return the reference
     * @throws IllegalArgumentException if the text has another form
     */
    public static ModelRef parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A model is named owner/name or owner/name:version, but found \"" + text
                    + "\". Write it as in the model's page address, for example black-forest-labs/flux-dev.");
        }
        return new ModelRef(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /**
     * {@return whether a text is a reference that {@link #parse} reads}
     *
     * @param text any text
     */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** {@return the user or organization that publishes the model} */
    public String owner() {
        return owner;
    }

    /** {@return the model's name within its owner} */
    public String name() {
        return name;
    }

    /** {@return the version id, where the reference names one} */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** {@return {@code owner/name}, without a version: the model's address on Replicate} */
    public String model() {
        return owner + "/" + name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelRef that
                && owner.equals(that.owner)
                && name.equals(that.name)
                && Objects.equals(version, that.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, name, version);
    }

    /** Returns the reference in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return version == null ? model() : model() + ":" + version;
    }
}
