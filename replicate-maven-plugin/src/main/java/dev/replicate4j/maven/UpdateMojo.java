package dev.replicate4j.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Fetches the present schemas of the declared models, tells what has changed since they were pinned, and pins them.
 *
 * <p>A change is breaking, compatible, or documentation only. For breaking ones the project's own sources are compiled, aside,
 * against the new classes: the lines that would no longer compile are listed with file and line, and a change that no line uses
 * is told to be harmless. Arguments and names that are pinned stay what they are as far as the new schema allows.
 *
 * @since 0.1.0
 */
@Mojo(name = "update", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class UpdateMojo extends AbstractDriftMojo {

    /**
     * The least severity that fails the build: {@code breaking}, {@code compatible}, {@code documentation} or {@code never}.
     * Where the build fails no pin is changed. A breaking change that no line of the project uses counts as compatible.
     *
     * <pre>{@code
     * mvn replicate:update -Dreplicate.failOn=breaking
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.failOn", defaultValue = "never", required = true)
    private String failOn;

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     * @param resolver finds what modules compile against that depend on this one
     */
    @Inject
    public UpdateMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver resolver) {
        super(decrypter, resolver);
    }

    @Override
    boolean write() {
        return true;
    }

    @Override
    String failOn() {
        return failOn;
    }
}
