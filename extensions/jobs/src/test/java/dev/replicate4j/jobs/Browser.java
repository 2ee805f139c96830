package dev.replicate4j.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium, where one is installed. */
final class Browser {

    private Browser() {}

    /** {@return the document as it is once its script has run; empty without a browser} */
    static Optional<String> dom(Path page) throws IOException, InterruptedException {
        Optional<Path> chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
        if (chromium.isEmpty()) {
            return Optional.empty();
        }
        Path dom = Files.createTempFile("dom", ".html");
        Process process = new ProcessBuilder(List.of(
                        chromium.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString()))
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return Optional.of(Files.readString(dom, StandardCharsets.UTF_8));
    }
}
