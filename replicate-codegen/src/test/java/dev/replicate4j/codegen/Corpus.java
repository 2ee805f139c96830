package dev.replicate4j.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Real models, one a line, from the file that the system property {@code replicate.corpus} names. */
final class Corpus {

    private Corpus() {}

    /** Visits each model; skips the test where there is no corpus. */
    static void forEach(Consumer<String> visitor) {
        String file = System.getProperty("replicate.corpus", "");
        assumeTrue(!file.isEmpty() && Files.exists(Path.of(file)), "No corpus: set -Dreplicate.corpus=models.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(Path.of(file))), UTF_8))) {
            lines.lines().forEach(visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
