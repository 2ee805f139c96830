package dev.replicate4j.maven;

import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Problems;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What every goal needs to know: the models, where their pins lie, and how Replicate is reached. */
abstract class AbstractReplicateMojo extends AbstractMojo {

    /**
     * The models to call as Java functions. Each is a reference, or a reference with settings of its own; both forms
     * mix:
     *
     * <pre>{@code
     * <models>
     *   <model>black-forest-labs/flux-dev</model>
     *   <model>
     *     <ref>black-forest-labs/flux-schnell</ref>
     *     <className>Schnell</className>
     *     <arguments>prompt, seed</arguments>
     *   </model>
     *   <model>
     *     <ref>acme/local</ref>
     *     <schemaUrl>http://localhost:5000/openapi.json</schemaUrl>
     *   </model>
     * </models>
     * }</pre>
     *
     * <p>{@code <ref>}: {@code owner/name}, or {@code owner/name:version} to stay with one version.
     * {@code <className>}: the generated class; by default the model's name in camel case.
     * {@code <arguments>}: the inputs that become arguments of {@code call}; by default the required ones.
     * {@code <schemaUrl>}: where the model's OpenAPI document is; by default Replicate is asked.
     *
     * @since 0.1.0
     */
    @Parameter
    protected @Nullable List<ModelSetting> models;

    /**
     * The package of the generated classes; there is no default.
     *
     * <pre>{@code
     * <packageName>com.acme.models</packageName>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.packageName")
    protected @Nullable String packageName;

    /**
     * The folder of pinned schemas, one file {@code owner/name.json} per model. It belongs under version control: with
     * its pins a build needs neither network nor token.
     *
     * <pre>{@code
     * <pinDirectory>${project.basedir}/src/main/replicate</pinDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "replicate.pinDirectory",
            defaultValue = "${project.basedir}/src/main/replicate",
            required = true)
    protected File pinDirectory;

    /**
     * The id of the {@code <server>} in {@code settings.xml} whose password is the API token; it may be encrypted as
     * Maven encrypts passwords. A server that isn't there is no error.
     *
     * <p>The token is looked for in this order: the property {@code replicate.apiToken} on the command line, the
     * environment variable {@code REPLICATE_API_TOKEN}, this server. It is not a parameter of the goal on purpose:
     * {@code mvn -X} prints the values of parameters.
     *
     * <pre>{@code
     * <server>replicate</server>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.server", defaultValue = "replicate")
    protected String server;

    /**
     * The address of the API, for a private gateway. By default the environment variable {@code REPLICATE_BASE_URL} is
     * taken, and where that is not set Replicate itself.
     *
     * <pre>{@code
     * <baseUrl>https://gateway.example.com/v1</baseUrl>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.baseUrl")
    protected @Nullable String baseUrl;

    /**
     * Whether the goal does nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "replicate.skip", defaultValue = "false")
    protected boolean skip;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File buildDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    protected MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    protected MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    protected MojoExecution execution;

    private final SettingsDecrypter decrypter;

    AbstractReplicateMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("replicate.skip is set: nothing to do");
            return;
        }
        if (models == null) {
            tellThatNothingIsDeclared();
        }
        run();
    }

    /** Configuration within an execution is not seen by a goal that is called by hand: a common slip. */
    private void tellThatNothingIsDeclared() {
        getLog().info("No <models> are declared here");
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        if (plugin != null && execution.getSource() == MojoExecution.Source.CLI) {
            for (PluginExecution other : plugin.getExecutions()) {
                getLog().info("Those of the execution \"" + other.getId() + "\" are seen by replicate:"
                        + execution.getGoal() + "@" + other.getId());
            }
        }
    }

    /** Does the goal's work. */
    abstract void run() throws MojoExecutionException, MojoFailureException;

    final List<ModelDeclaration> declarations() {
        List<ModelDeclaration> declarations = new ArrayList<>();
        if (models != null) {
            for (ModelSetting model : models) {
                declarations.add(model.toDeclaration());
            }
        }
        return declarations;
    }

    final Path pins() {
        return pinDirectory.toPath().toAbsolutePath().normalize();
    }

    /** Where the plugin keeps its own files. */
    final Path workDirectory() {
        return buildDirectory.toPath().toAbsolutePath().normalize().resolve("replicate");
    }

    /** Says how Replicate is reached, when something is to be fetched. */
    final Supplier<FetchSettings> access() {
        return new MavenFetchSettings(session, decrypter, server, baseUrl, execution, System.getenv());
    }

    /** Ends the goal where something is wrong: as a failure of the project, or of machine or network. */
    static void report(Problems problems) throws MojoExecutionException, MojoFailureException {
        if (problems.isEmpty()) {
            return;
        }
        Throwable cause = problems.cause().orElse(null);
        if (cause != null) {
            throw new MojoExecutionException(problems.message(), cause);
        }
        throw new MojoFailureException(problems.message());
    }
}
