package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.testsupport.JavaSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

/** The auto-configured models in an application that is processed ahead of time, as for a native image. */
class AheadOfTimeTest {

    @Test
    void autoConfigurationsAreProcessed(@TempDir Path folder) throws IOException {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("com.acme", "Application")), files);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(
                            "spring.ai.model.image=replicate",
                            "spring.ai.model.chat=replicate",
                            "spring.ai.replicate.image.model=acme/painter",
                            "spring.ai.replicate.chat.model=acme/talker")
                    .applyTo(context);
            context.registerBean(Replicate.class);
            context.register(ReplicateImageAutoConfiguration.class, ReplicateChatAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        generation.writeGeneratedContent();

        JavaSources sources = new JavaSources();
        for (Map.Entry<String, InputStreamSource> file :
                files.getGeneratedFiles(Kind.SOURCE).entrySet()) {
            sources.add(
                    file.getKey(), new String(file.getValue().getInputStream().readAllBytes(), "UTF-8"));
        }
        assertThat(sources.compile(folder)).isEmpty();
        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(name -> name.contains("ReplicateImageAutoConfiguration"))
                .anyMatch(name -> name.contains("ReplicateChatAutoConfiguration"));
        assertThat(RuntimeHintsPredicates.resource().forResource("replicate/acme/painter.json"))
                .accepts(generation.getRuntimeHints());
    }
}
