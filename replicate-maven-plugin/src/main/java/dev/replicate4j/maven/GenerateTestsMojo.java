package dev.replicate4j.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Does what {@code generate} does, for models that only the tests call: the classes join the test sources.
 *
 * @since 0.1.0
 */
@Mojo(name = "generate-tests", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestsMojo extends AbstractGenerateMojo {

    /**
     * The folder of the generated sources. It is added to the project's test sources.
     *
     * <pre>{@code
     * <testOutputDirectory>${project.build.directory}/generated-test-sources/replicate</testOutputDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/replicate",
            required = true)
    private File testOutputDirectory;

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     */
    @Inject
    public GenerateTestsMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    File outputDirectory() {
        return testOutputDirectory;
    }

    @Override
    void registerSources(String directory) {
        project.addTestCompileSourceRoot(directory);
    }
}
