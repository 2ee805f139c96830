package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.model.OutputType;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is told where its requests may go. */
@Timeout(60)
class AddressFilterTest {

    private static final ModelDefinition<Map<String, ?>, URLPath, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "1".repeat(64), OutputType.file());

    private final Loopback api = new Loopback();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void onlyAddressesThatTheFilterLetsPassAreAskedAlsoAlongRedirects() throws Exception {
        try (FileHost inside = FileHost.start(serving("secret".getBytes(UTF_8)));
                FileHost outside = FileHost.start(
                        serving("cat".getBytes(UTF_8)), status(302, "Location: " + inside.url("/secret")));
                Replicate replicate = api.client()
                        .addressFilter(uri -> uri.toString().startsWith(outside.url("/")))
                        .build()) {
            assertThat(replicate.baseUrl().toString()).isEqualTo(api.url("/v1"));

            assertThat(output(replicate, outside.url("/cat.png"))).hasContent("cat");
            for (String url : new String[] {inside.url("/secret"), outside.url("/moved.png")}) {
                URLPath file = output(replicate, url);
                assertThatThrownBy(() -> Files.readAllBytes(file))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("address filter");
                assertThatThrownBy(file::openStream).hasMessageContaining("address filter");
            }
            assertThat(inside.requests()).isEmpty();
        }
    }

    private URLPath output(Replicate replicate, String url) {
        api.on("POST /v1/models/acme/painter/predictions", api.prediction(201, "p1", "succeeded", "output", url));
        return replicate.use(PAINTER).call(Map.of("prompt", "a cat"));
    }
}
