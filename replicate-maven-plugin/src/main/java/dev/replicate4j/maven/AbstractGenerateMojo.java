package dev.replicate4j.maven;

import dev.replicate4j.maven.generate.GenerationRequest;
import dev.replicate4j.maven.generate.GenerationService;
import dev.replicate4j.maven.generate.Outcome;
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
        Outcome outcome = new GenerationService(getLog(), access()).run(request(output));
        report(outcome.problems());
        outcome.log(getLog());
    }

    private GenerationRequest request(Path output) throws MojoExecutionException {
        return new GenerationRequest(
                packageName, declarations(), pins(), output, stateFile(), GeneratorIdentity.of(execution));
    }

    private Path stateFile() {
        return workDirectory().resolve(execution.getGoal() + "-" + execution.getExecutionId() + ".state");
    }
}
