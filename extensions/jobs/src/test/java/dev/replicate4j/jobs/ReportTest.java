package dev.replicate4j.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String HOSTILE =
            "</script><script>document.title='stolen'</script><img src=x onerror=alert(1)>";

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Replicate replicate = server.client();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pageShowsPicturesErrorsAndTextsAndHostileTextStaysText() throws Exception {
        server.on(Models.PAINTER, input -> {
            if (input.text("prompt").contains("fail")) {
                throw new IllegalStateException("out of paint " + HOSTILE);
            }
            return List.of(server.file("cat.png"), server.file("song.wav"));
        });
        server.on(Models.POET, input -> "a poem " + HOSTILE);
        Path page = folder.resolve("report.html");

        try (Job<Map<String, ?>, List<URLPath>> job = Job.on(replicate.use(Models.PAINTER))
                .store(folder.resolve("job"))
                .createsPerMinute(60_000)
                .open()) {
            List<String> rows = IntStream.range(0, 120)
                    .mapToObj(i -> i % 10 == 3 ? "fail " + i + HOSTILE : "cat " + i)
                    .toList();
            assertThat(job.run(rows, row -> row, Models::prompt)).hasSize(120);
            job.with(replicate.use(Models.POET)).call("poem", Models.prompt("x"));
            job.report(page);
        }

        String html = Files.readString(page);
        assertThat(html.split("<script", -1)).hasSize(1 + 1 + 2 + 1); // index, two pages of rows, the page's own
        assertThat(html)
                .contains("data:image/jpeg;base64,", "job/files/cat%200/0-cat.png", "audio/wav", "<svg")
                .doesNotContain("<img src=x", "src=\"http", "href=\"http");
        Optional<String> dom = Browser.dom(page);
        assumeTrue(dom.isPresent(), "no Chromium is installed");
        assertThat(dom.get().split("<article>", -1)).hasSize(1 + 100);
        assertThat(dom.get())
                .contains(
                        "1 to 100 of 121",
                        "<title>job - acme/painter, acme/poet</title>",
                        "out of paint &lt;/script&gt;");
    }
}
