package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the page "Spring" on Spring AI: its Java blocks compile, and it names properties and metadata. */
class SpringAiPageTest {

    private static final String IMPORTS = """
            import dev.replicate4j.*;
            import dev.replicate4j.jobs.Budget;
            import dev.replicate4j.model.OutputType;
            import dev.replicate4j.spring.ai.*;
            import dev.replicate4j.tools.ToolSession;
            import java.time.Duration;
            import java.util.*;
            import java.util.stream.Collectors;
            import org.springframework.ai.chat.client.ChatClient;
            import org.springframework.ai.chat.messages.MessageType;
            import org.springframework.ai.chat.model.ChatModel;
            import org.springframework.ai.image.*;
            import org.springframework.boot.CommandLineRunner;
            import org.springframework.context.annotation.Bean;
            import reactor.core.publisher.Flux;

            """;

    /** As much of a generated class as the examples use. */
    private static final String FLUX_DEV = """
                static final class FluxDev {
                    static final ModelDefinition<Input, List<URLPath>, URLPath> MODEL =
                            ModelDefinition.official("black-forest-labs/flux-dev", "", OutputType.list(OutputType.file()));

                    static Input with(String prompt) {
                        return new Input(Map.of("prompt", prompt));
                    }

                    static final class Input extends ModelInput<Input, List<URLPath>, URLPath> {
                        private static final long serialVersionUID = 1L;

                        Input(Map<String, Object> values) {
                            super(values);
                        }

                        Input seed(long seed) {
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

    private final String page = page();

    @Test
    void everyExampleCompiles(@TempDir Path folder) throws IOException {
        Path part = Files.writeString(folder.resolve("spring-ai.md"), page);
        List<MarkdownPage.CodeBlock> blocks = MarkdownPage.read(part).in("java");
        JavaSources sources = new JavaSources().with("-parameters");
        for (int i = 0; i < blocks.size(); i++) {
            String block = blocks.get(i).text().indent(4);
            sources.add("Example" + i + ".java", IMPORTS + "class Example" + i + " {\n" + FLUX_DEV + block + "}\n");
        }

        assertThat(blocks).hasSizeGreaterThan(3);
        assertThat(sources.compile(folder)).isEmpty();
    }

    @Test
    void everyPropertyIsNamed() {
        for (RecordComponent property : ReplicateAiProperties.class.getRecordComponents()) {
            assertThat(page).contains("spring.ai.replicate." + property.getName());
        }
        for (RecordComponent property : ReplicateAiProperties.ModelSettings.class.getRecordComponents()) {
            assertThat(page).contains("chat." + property.getName());
        }
    }

    @Test
    void everyMetadataKeyIsNamed() {
        Map<String, Object> prediction = Map.of(
                "id", "p1",
                "model", "acme/painter",
                "status", "succeeded",
                "created_at", "2026-01-01T00:00:00Z",
                "metrics", Map.of("predict_time", 1.5),
                "urls", Map.of("web", "https://replicate.com/p/p1"));

        assertThat(PredictionMetadata.of(new dev.replicate4j.api.Prediction(prediction))
                        .keySet())
                .hasSize(4)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static String page() {
        try {
            String whole = Files.readString(TestData.projectFolder().resolve("docs/spring.md"));
            return whole.substring(whole.indexOf("\n## Spring AI"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
