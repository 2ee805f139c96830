package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page "Spring" up to the part on Spring AI: its Java blocks compile, and it names all properties. */
class SpringPageTest {

    private static final Path PAGE = TestData.projectFolder().resolve("docs/spring.md");

    private static final String IMPORTS = """
            import com.acme.models.FluxDev;
            import dev.replicate4j.*;
            import dev.replicate4j.spring.boot.*;
            import dev.replicate4j.spring.boot.observation.*;
            import dev.replicate4j.spring.boot.test.*;
            import dev.replicate4j.spring.boot.webhook.*;
            import dev.replicate4j.testkit.ReplicateServer;
            import io.micrometer.common.KeyValues;
            import java.net.*;
            import java.util.List;
            import org.junit.jupiter.api.Test;
            import org.springframework.beans.factory.annotation.*;
            import org.springframework.boot.test.context.SpringBootTest;
            import org.springframework.context.annotation.Bean;
            import org.springframework.stereotype.Service;

            """;

    /** What the examples' application has. */
    private static final String APPLICATION = """
                interface Vault { String read(String name); }
                interface Gallery { void add(String id, List<URLPath> pictures); }
                record Batch(Replicate replicate, Replicate nightly) {}
                interface Painter { URLPath paint(String prompt); }
            """;

    private static final String FLUX_DEV = """
            package com.acme.models;

            import dev.replicate4j.*;
            import dev.replicate4j.model.OutputType;
            import java.util.*;

            public final class FluxDev {
                public static final ModelDefinition<Input, List<URLPath>, URLPath> MODEL =
                        ModelDefinition.official("black-forest-labs/flux-dev", "", OutputType.list(OutputType.file()));

                public static Input with(String prompt) {
                    return new Input(Map.of("prompt", prompt));
                }

                public static final class Input extends ModelInput<Input, List<URLPath>, URLPath> {
                    private static final long serialVersionUID = 1L;

                    Input(Map<String, Object> values) {
                        super(values);
                    }

                    public Input seed(long seed) {
                        return put("seed", seed);
                    }

                    @Override
                    protected ModelDefinition<Input, List<URLPath>, URLPath> definition() {
                        return MODEL;
                    }

                    @Override
                    protected Input copy(Map<String, Object> values) {
                        return new Input(values);
                    }
                }
            }
            """;

    @Test
    void everyExampleCompiles(@TempDir Path folder) throws IOException {
        String page = Files.readString(PAGE);
        int ai = page.indexOf("\n## Spring AI");
        Path own = Files.writeString(folder.resolve("spring.md"), ai < 0 ? page : page.substring(0, ai));
        List<MarkdownPage.CodeBlock> blocks = MarkdownPage.read(own).in("java");
        JavaSources sources = new JavaSources().with("-parameters").add("com/acme/models/FluxDev.java", FLUX_DEV);
        for (int i = 0; i < blocks.size(); i++) {
            String block = blocks.get(i).text();
            String application = block.contains("class Painter ")
                    ? APPLICATION.replaceFirst(".*interface Painter .*\\R", "")
                    : APPLICATION;
            sources.add(
                    "Example" + i + ".java",
                    IMPORTS + "class Example" + i + " {\n" + application + block.indent(4) + "}\n");
        }

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(sources.compile(folder)).isEmpty();
    }

    @Test
    void everyPropertyIsNamed() throws IOException {
        String page = Files.readString(PAGE);

        for (RecordComponent property : ReplicateProperties.class.getRecordComponents()) {
            String name = property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            assertThat(page).contains("`replicate." + name);
        }
        for (RecordComponent property :
                dev.replicate4j.spring.boot.webhook.ReplicateWebhookProperties.class.getRecordComponents()) {
            String name = property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            assertThat(page).contains("`replicate.webhook." + name);
        }
    }

    @Test
    void everyKeyIsNamed() throws IOException {
        String page = Files.readString(PAGE);

        for (var observation : dev.replicate4j.spring.boot.observation.ReplicateObservationDocumentation.values()) {
            for (var key : observation.getLowCardinalityKeyNames()) {
                assertThat(page).contains("`" + key.asString() + "`");
            }
            for (var key : observation.getHighCardinalityKeyNames()) {
                assertThat(page).contains("`" + key.asString() + "` (high cardinality)");
            }
        }
    }
}
