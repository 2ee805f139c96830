package dev.replicate4j.maven;

import dev.replicate4j.codegen.fetch.PinResolver;
import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Problems;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Fetches the schemas of declared models that have no pin yet, and pins them. Pins that are there stay as they are;
 * {@code update} renews them.
 *
 * <p>Called by hand after a model was added to the POM; the files it writes are to be committed.
 *
 * @since 0.1.0
 */
@Mojo(name = "pin", threadSafe = true)
public final class PinMojo extends AbstractReplicateMojo {

    /**
     * Called by Maven.
     *
     * @param decrypter reads encrypted passwords of {@code settings.xml}
     */
    @Inject
    public PinMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        Problems problems = new Problems();
        List<DeclaredModel> models = ModelDeclaration.check(declarations(), problems);
        int present = PinResolver.resolve(models, pins(), getLog()::info, access(), problems)
                .size();
        report(problems);
        getLog().info(present + (present == 1 ? " model is" : " models are") + " pinned in " + pins());
    }
}
