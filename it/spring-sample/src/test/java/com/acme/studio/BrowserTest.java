package com.acme.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page with its demo, in a real browser where one is installed. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(120)
class BrowserTest {

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private ReplicateServer server;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = Chromium.installed();
        Assumptions.assumeTrue(
                program.isPresent(), "There is no Chromium on the PATH, so the page is tested by HTTP only.");
        chromium = Chromium.start(program.get());
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void storyIsWrittenAndPictureIsPainted() throws IOException {
        Chromium.Tab tab = chromium.open("http://localhost:" + port, 1080, 820);

        tab.evaluate("document.getElementById('create').click()");
        tab.await("document.querySelector('.text').textContent.split(' ').length > 12");
        assertThat(tab.evaluate("document.querySelector('.text').getAttribute('aria-busy')")
                        .asString())
                .isEqualTo("true"); // the run has not ended
        tab.await("document.body.dataset.done");

        assertThat(tab.evaluate("document.querySelector('.text').textContent").asString())
                .isEqualTo(DemoArtist.story("a lighthouse that hums at dusk"));
        assertThat(tab.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)")
                        .asInt())
                .isEqualTo(640);
        assertThat(tab.evaluate("[...document.querySelectorAll('.status')].map(s => s.textContent).join()")
                        .asString())
                .isEqualTo("Succeeded,Succeeded");
        assertThat(tab.evaluate("[...document.querySelectorAll('.cost')].map(s => s.textContent).join()")
                        .asString())
                .matches("Billed: \\d\\.\\d\\d s of predict time,Billed: \\d\\.\\d\\d s of predict time");
        save("studio.png", tab);
        tab.close();
    }

    @Test
    void stopButtonCancelsBothRuns() {
        Chromium.Tab tab = chromium.open("http://localhost:" + port, 1080, 820);
        int before = server.requests().cancellations().size();

        tab.evaluate("document.getElementById('create').click()");
        tab.await("document.querySelector('.text').textContent.length > 12");
        tab.evaluate("document.getElementById('stop').click()");
        tab.await("document.body.dataset.done");

        assertThat(tab.evaluate("document.querySelector('#story .status').textContent")
                        .asString())
                .isEqualTo("Stopped: the run was canceled");
        server.requests().cancellations().await(before + 2);
        tab.close();
    }

    @Test
    void closedTabCancelsBothRuns() throws IOException {
        Chromium.Tab tab = chromium.open("http://localhost:" + port, 1080, 820);
        int before = server.requests().cancellations().size();

        tab.dark();
        tab.evaluate("document.getElementById('create').click()");
        tab.await("document.querySelector('#picture .cost').textContent.includes(' %')");
        assertThat(tab.evaluate("document.querySelector('#picture progress').value")
                        .asInt())
                .isPositive();
        save("studio-dark.png", tab);
        tab.close();

        server.requests().cancellations().await(before + 2);
    }

    @Test
    void pageNamesWhatItControls() {
        Chromium.Tab tab = chromium.open("http://localhost:" + port, 420, 800);

        assertThat(tab.evaluate("document.querySelector('#prompt').labels[0].textContent")
                        .asString())
                .isEqualTo("What is it about?");
        assertThat(tab.evaluate("document.documentElement.lang").asString()).isEqualTo("en");
        assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("fits a narrow screen")
                .isTrue();
        tab.close();
    }

    /** Kept for people to look at. */
    private static void save(String name, Chromium.Tab tab) throws IOException {
        Files.write(Files.createDirectories(Path.of("target/screenshots")).resolve(name), tab.screenshot());
    }
}
