package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.model.OutputType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedRequestTest {

    private static final ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> LAMP =
            ModelDefinition.official("acme/lamp", "", OutputType.list(OutputType.file()));

    /** Nothing listens there: whoever sends a request fails. */
    private final Replicate client =
            Replicate.builder().apiToken("token").baseUrl("http://127.0.0.1:1").build();

    @TempDir
    private Path folder;

    @Test
    void keptFileIsReadAndSentFromItsCopy() throws Exception {
        Path copy = Files.writeString(folder.resolve("lamp.txt"), "a lamp");
        URLPath file = URLPath.of("http://127.0.0.1:1/out-0.txt");
        URLPath kept = file.keptAt(copy);

        PredictionRequest request =
                client.use(LAMP).prepare(Map.of("image", kept)).get();

        assertThat(Files.readString(kept)).isEqualTo("a lamp");
        assertThat(kept).isEqualTo(file);
        assertThat(kept.kept()).contains(copy);
        assertThat(kept.getFileName()).hasToString("lamp.txt");
        assertThat(file.kept()).isEmpty();
        assertThat(request.input().get("image")).asString().startsWith("data:text/plain");
        assertThat(client.use(LAMP).prepare(Map.of("image", file)).get().input())
                .containsEntry("image", file.url());
    }

    @Test
    void predictionIsToldFromOthersByTheRulesOfALostAnswer() throws Exception {
        PredictionRequest request =
                client.use(LAMP).prepare(Map.of("prompt", "a lamp")).get();

        assertThat(client.use(LAMP).isOf(request, shown("a lamp"))).contains(true);
        assertThat(client.use(LAMP).isOf(request, shown("a cat"))).contains(false);
        assertThat(client.use(LAMP).isOf(request, shown("****"))).isEmpty();
    }

    private static Prediction shown(String prompt) {
        return new Prediction(
                Map.of("id", "abc", "model", "acme/lamp", "status", "starting", "input", Map.of("prompt", prompt)));
    }

    @Test
    void storedOutputIsDecodedWithOtherFilesInItsPlaces() {
        List<String> seen = new ArrayList<>();
        Path copy = folder.resolve("0.png");

        List<URLPath> output = client.use(LAMP).decode(List.of("https://example.com/0.png"), file -> {
            seen.add(file.url());
            return file.keptAt(copy);
        });

        assertThat(seen).containsExactly("https://example.com/0.png");
        assertThat(output.get(0).kept()).contains(copy);
    }
}
