package dev.replicate4j.maven;

import dev.replicate4j.codegen.build.BuildRequest;
import dev.replicate4j.codegen.build.BuildResult;
import dev.replicate4j.codegen.build.IncrementalBuild;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What both generating goals do: they differ in where the sources go. */
abstract class AbstractGenerateMojo extends AbstractReplicateMojo {

    AbstractGenerateMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    /** Where the sources go. */
    abstract File outputDirectory();

    /** Tells Maven that the sources are to be compiled. */
    abstract void registerSources(String directory);

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        Path output = outputDirectory().toPath().toAbsolutePath().normalize();
        // Before asking whether there is work: an unchanged build compiles these sources too.
        registerSources(output.toString());
        BuildResult outcome = new IncrementalBuild(getLog()::info, access()).run(request(output));
        report(outcome.problems());
        outcome.notes().forEach(getLog()::warn);
        getLog().info(outcome.summary());
    }

    private BuildRequest request(Path output) throws MojoExecutionException {
        return new BuildRequest(
                packageName, declarations(), pins(), output, stateFile(), GeneratorIdentity.of(execution));
    }

    private Path stateFile() {
        return workDirectory().resolve(execution.getGoal() + "-" + execution.getExecutionId() + ".state");
    }
}
