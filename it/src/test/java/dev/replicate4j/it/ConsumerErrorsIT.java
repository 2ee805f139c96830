package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a consumer's own build says when she calls a model wrongly, or forgot to pin it. */
class ConsumerErrorsIT {

    private static final String FLUX_DEV = "<model>black-forest-labs/flux-dev</model>";

    /** The statement stands in line 8 of the class. */
    private static String app(String statement) {
        return """
                package com.acme;

                import com.acme.models.FluxDev;

                final class App {
                    private App() {}
                    static void run() {
                        %s
                    }
                }
                """.formatted(statement);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "misspelt input         | FluxDev.call(\"a cat\", in -> in.sead(42));                       | method sead(int)",
                "missing required input | FluxDev.call();                                                | no suitable method found for call(no arguments)",
                "wrong enum             | FluxDev.call(\"a cat\", in -> in.aspectRatio(FluxDev.OutputFormat.PNG)); | OutputFormat cannot be converted",
                "wrong type             | FluxDev.call(\"a cat\", in -> in.seed(\"42\"));                   | String cannot be converted to long",
                "forgotten return       | FluxDev.call(\"a cat\", in -> { in.seed(42); });                 | bad return type in lambda|lambda body is"
            })
    void wrongCallFailsTheConsumersCompilationInItsLine(String mistake, String statement, String message)
            throws Exception {
        ConsumerProject project = ConsumerProject.create("wrong-call-" + mistake.replace(' ', '-'), FLUX_DEV)
                .withQuickstartPin("black-forest-labs/flux-dev")
                .withSource("com/acme/App.java", app(statement));

        MavenBuild build = MavenBuild.run(project.folder(), List.of("compile"));

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("App.java:[8,").contains(message);
    }

    @Test
    void rightCallCompiles() throws Exception {
        ConsumerProject project = ConsumerProject.create("right-call", FLUX_DEV)
                .withQuickstartPin("black-forest-labs/flux-dev")
                .withSource("com/acme/App.java", app("FluxDev.call(\"a cat\", in -> in.seed(42));"));

        MavenBuild build = MavenBuild.run(project.folder(), List.of("-o", "compile"));

        assertThat(build.exitCode()).as(build.output()).isZero();
    }

    @Test
    void badConstantFailsTheNextIncrementalBuild() throws Exception {
        ConsumerProject project = ConsumerProject.create("bad-constant", FLUX_DEV)
                .withCompilerPlugin()
                .withQuickstartPin("black-forest-labs/flux-dev")
                .withSource("com/acme/App.java", app("FluxDev.call(\"a cat\", in -> in.numOutputs(4));"));
        assertThat(MavenBuild.run(project.folder(), List.of("compile")).exitCode())
                .isZero();
        assertThat(MavenBuild.run(project.folder(), List.of("-o", "compile")).output())
                .contains("Nothing to compile");

        project.withSource("com/acme/App.java", app("FluxDev.call(\"a cat\", in -> in.numOutputs(9));"));
        MavenBuild bad = MavenBuild.run(project.folder(), List.of("-o", "compile"));
        assertThat(bad.exitCode()).as(bad.output()).isNotZero();
        assertThat(bad.output())
                .containsPattern(
                        "ERROR.*App.java:\\[8,.*num_outputs of black-forest-labs/flux-dev must be 1 to 4, but is 9");

        project.withSource("com/acme/App.java", app("FluxDev.call(\"a cat\", in -> in.numOutputs(3));"));
        MavenBuild mended = MavenBuild.run(project.folder(), List.of("-o", "compile"));
        assertThat(mended.exitCode()).as(mended.output()).isZero();
    }

    @Test
    void missingPinOfflineNamesModelFileAndCommand() throws Exception {
        ConsumerProject project = ConsumerProject.create("missing-pin-offline", FLUX_DEV);

        MavenBuild build = MavenBuild.run(project.folder(), List.of("-o", "generate-sources"));

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(build.output())
                .contains("black-forest-labs/flux-dev")
                .contains("src/main/replicate/black-forest-labs/flux-dev.json")
                .contains("mvn")
                .contains(":pin");
    }

    @Test
    void missingPinWithoutTokenNamesTheVariable() throws Exception {
        ConsumerProject project = ConsumerProject.create("missing-pin-no-token", FLUX_DEV);

        MavenBuild build = MavenBuild.run(project.folder(), List.of("generate-sources"));

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("black-forest-labs/flux-dev").contains("REPLICATE_API_TOKEN");
    }
}
