package dev.replicate4j.maven;

import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the pins of the declared models differ from their present schemas, or from pins in another folder; changes no pin
 * and fails for no difference.
 *
 * @since 0.1.0
 */
@Mojo(name = "diff", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DiffMojo extends AbstractDriftMojo {

    /**
     * A folder of pins to compare with, such as those of another branch. It needs neither network nor token. By default the
     * present schemas are fetched.
     *
     * <pre>{@code
     * mvn replicate:diff -Dreplicate.against=../main/src/main/replicate
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.against")
    private @Nullable File against;

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     * @param resolver finds what modules compile against that depend on this one
     */
    @Inject
    public DiffMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver resolver) {
        super(decrypter, resolver);
    }

    @Override
    boolean write() {
        return false;
    }

    @Override
    String failOn() {
        return "never";
    }

    @Override
    @Nullable Path against() {
        return against == null ? null : against.toPath().toAbsolutePath().normalize();
    }
}
