package dev.replicate4j.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Models and recordings to test against: a few that are written by hand and lie in this module, or, where a system property names
 * them, many that are real.
 */
public final class TestData {

    private TestData() {}

    /** {@return the folder of the whole project} */
    public static Path projectFolder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("test-support/src/data"))) {
                return folder;
            }
        }
        throw new AssertionError("Tests must run in a folder of the project.");
    }

    /** {@return models as {@code GET /models/{owner}/{name}} returns them: of the file that {@code replicate.corpus} names, else ours} */
    public static List<String> models() {
        String corpus = System.getProperty("replicate.corpus", "");
        try {
            return corpus.isEmpty() ? handWrittenModels() : lines(Path.of(corpus));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder of recordings that {@code replicate.recordings} names, else ours} */
    public static Path recordings() {
        String folder = System.getProperty("replicate.recordings", "");
        return folder.isEmpty() ? handWrittenRecordings() : Path.of(folder);
    }

    /** {@return our folder of recordings} */
    public static Path handWrittenRecordings() {
        return data().resolve("recordings");
    }

    private static List<String> handWrittenModels() throws IOException {
        try (Stream<Path> files = Files.walk(data().resolve("models"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(TestData::read)
                    .toList();
        }
    }

    private static Path data() {
        return projectFolder().resolve("test-support/src/data");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
