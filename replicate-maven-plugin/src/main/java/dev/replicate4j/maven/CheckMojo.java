package dev.replicate4j.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Fails if the present schemas of the declared models break this project; changes no pin. It needs network and token, and is
 * meant for a nightly build.
 *
 * <p>It reports what {@code update} would, the lines of the project included.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class CheckMojo extends AbstractDriftMojo {

    /**
     * The least severity that fails the build: {@code breaking}, {@code compatible}, {@code documentation} or {@code never}. A
     * breaking change that no line of the project uses counts as compatible.
     *
     * <pre>{@code
     * <failOn>breaking</failOn>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.failOn", defaultValue = "breaking", required = true)
    private String failOn;

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     * @param resolver finds what modules compile against that depend on this one
     */
    @Inject
    public CheckMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver resolver) {
        super(decrypter, resolver);
    }

    @Override
    boolean write() {
        return false;
    }

    @Override
    String failOn() {
        return failOn;
    }
}
