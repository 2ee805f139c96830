package dev.replicate4j.maven;

import dev.replicate4j.codegen.drift.ChangeSeverity;
import dev.replicate4j.codegen.drift.DriftCheck;
import dev.replicate4j.codegen.drift.DriftRequest;
import dev.replicate4j.codegen.drift.UserSources;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals do that compare pins with other schemas: they differ in what follows from it. */
abstract class AbstractDriftMojo extends AbstractReplicateMojo {

    /**
     * The folder of sources that {@code generate} writes: they are left out when the project's own sources are compiled
     * against candidates.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/replicate",
            required = true)
    private File outputDirectory;

    /**
     * The folder of sources that {@code generate-tests} writes, left out likewise.
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/replicate",
            required = true)
    private File testOutputDirectory;

    /**
     * Where the report is written, as Markdown.
     *
     * <pre>{@code
     * <report>${project.build.directory}/replicate/report.md</report>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.report",
            defaultValue = "${project.build.directory}/replicate/report.md",
            required = true)
    private File report;

    private final ProjectDependenciesResolver resolver;

    AbstractDriftMojo(SettingsDecrypter decrypter, ProjectDependenciesResolver resolver) {
        super(decrypter);
        this.resolver = resolver;
    }

    /** Whether candidates become pins. */
    abstract boolean write();

    /** The least severity that fails the build, in the words of {@link ChangeSeverity}, or {@code never}. */
    abstract String failOn();

    /** A folder of pins to compare with; null for the live schemas. */
    @Nullable Path against() {
        return null;
    }

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        DriftRequest request = new DriftRequest(
                packageName,
                declarations(),
                project.getFile().toPath(),
                pins(),
                against(),
                sources(),
                workDirectory().resolve("candidates-" + execution.getExecutionId()),
                report.toPath().toAbsolutePath(),
                write(),
                limit().orElse(null));
        report(new DriftCheck(getLog()::info, access()).run(request));
    }

    private Optional<ChangeSeverity> limit() throws MojoFailureException {
        if (failOn().equals("never")) {
            return Optional.empty();
        }
        for (ChangeSeverity severity : ChangeSeverity.values()) {
            if (severity.toString().equals(failOn())) {
                return Optional.of(severity);
            }
        }
        String words = Arrays.stream(ChangeSeverity.values())
                .map(ChangeSeverity::toString)
                .collect(Collectors.joining(", "));
        throw new MojoFailureException(
                "[FailOn] <failOn> must be one of " + words + ", never, but is \"" + failOn() + "\".");
    }

    private UserSources sources() throws MojoExecutionException {
        List<Path> generated = List.of(absolute(outputDirectory), absolute(testOutputDirectory));
        return new ProjectSources(session, project, resolver, generated).all();
    }

    private static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
