package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What editors complete properties by. */
class ReplicatePropertiesTest {

    @Test
    void metadataHasAllPropertiesWithDescriptions() throws IOException {
        String metadata;
        try (InputStream in =
                ReplicateProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        List<String> expected = Stream.of(ReplicateProperties.class.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !List.of("retry", "spending").contains(name))
                .map(name -> "replicate." + dashed(name))
                .toList();
        assertThat(expected).hasSizeGreaterThan(10).allSatisfy(name -> {
            assertThat(metadata).contains("\"name\": \"" + name + "\"");
        });
        assertThat(metadata)
                .contains("\"replicate.retry.max-attempts\"")
                .contains("\"replicate.spending.max-predict-time\"")
                .contains("\"replicate.webhook.secret\"")
                .contains("\"replicate.test.pins\"")
                .contains("\"management.health.replicate.enabled\"");
        String[] properties = metadata.substring(metadata.indexOf("\"properties\""), metadata.indexOf("\"hints\""))
                .split("\\{");
        assertThat(Arrays.stream(properties).filter(property -> property.contains("\"name\"")))
                .allSatisfy(property -> assertThat(property).contains("\"description\""));
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
