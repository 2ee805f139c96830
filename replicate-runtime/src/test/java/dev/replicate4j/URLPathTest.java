package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.serving;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.internal.file.FileHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class URLPathTest {
    @Test
    void smoke() throws Exception {
        byte[] content = "hello".repeat(100000).getBytes(UTF_8);
        try (FileHost host = FileHost.start(serving(content))) {
            Path path = URLPath.of(host.url("/a/out-0.png"));
            assertThat(Files.exists(path)).isTrue();
            assertThat(Files.readAllBytes(path)).isEqualTo(content);
            assertThat(Files.probeContentType(path)).isEqualTo("image/png");
            assertThat(Path.of(path.toUri())).isEqualTo(path);
            System.out.println(path + " " + path.toUri() + " " + host.requests());
        }
    }
}
