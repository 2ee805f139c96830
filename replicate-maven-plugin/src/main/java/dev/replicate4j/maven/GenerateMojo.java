package dev.replicate4j.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Generates one Java class per declared model, from the pinned schemas, and adds them to the sources of the project.
 *
 * <p>A model that has no pin yet is fetched once, with the user's token, and pinned. A build that has its pins uses
 * neither network nor token. Nothing is written that has not changed, and classes of models that are no longer declared
 * are removed.
 *
 * <p>To have the compiler refuse a constant that is out of a model's bounds, such as {@code numOutputs(9)}, add to the
 * configuration of {@code maven-compiler-plugin}:
 *
 * <pre>{@code
 * <compilerArgs><arg>-Xplugin:Replicate4j</arg></compilerArgs>
 * <annotationProcessorPaths>
 *   <path><groupId>dev.replicate4j</groupId><artifactId>replicate-javac</artifactId><version>VERSION</version></path>
 * </annotationProcessorPaths>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractGenerateMojo {

    /**
     * The folder of the generated sources. It is added to the project's sources.
     *
     * <pre>{@code
     * <outputDirectory>${project.build.directory}/generated-sources/replicate</outputDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/replicate",
            required = true)
    private File outputDirectory;

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     */
    @Inject
    public GenerateMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    File outputDirectory() {
        return outputDirectory;
    }

    @Override
    void registerSources(String directory) {
        project.addCompileSourceRoot(directory);
    }
}
