package dev.replicate4j.bench.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.codegen.pin.Pin;
import io.swagger.v3.core.util.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The models of a corpus, as pins and as the documents that other generators read.
 *
 * @param folder where they are
 * @param size how many models there are
 */
record Corpus(Path folder, int size) {
    private static final int SAMPLE = 19;

    /**
     * Writes a corpus into the build's folder.
     *
     * @param models models as the API gives them, one a line, compressed
     * @param limit how many to take
     */
    static Corpus unpack(Path models, int limit) throws IOException {
        Path folder = Jvm.target().resolve("corpus-" + limit);
        Folders.delete(folder);
        int size = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(models)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && size < limit; line = lines.readLine()) {
                Pin.fromModel(line).write(file(folder.resolve("pins"), size));
                Path document = file(folder.resolve("documents"), size);
                Files.createDirectories(document.getParent());
                byte[] json = Json.mapper().writeValueAsBytes(document(line));
                Files.write(document, json);
                if (size % SAMPLE == 0) {
                    Path sample = file(folder.resolve("sample"), size);
                    Files.createDirectories(sample.getParent());
                    Files.write(sample, json);
                }
                size++;
            }
        }
        return new Corpus(folder, size);
    }

    private static Path file(Path folder, int number) {
        return folder.resolve("m%04d.json".formatted(number));
    }

    /** Returns the model's document with what OpenAPI demands and Replicate leaves out. */
    private static ObjectNode document(String model) throws IOException {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.0.2");
        document.putObject("info").put("title", "Cog").put("version", "0.1.0");
        document.putObject("paths");
        document.setAll((ObjectNode) Json.mapper().readTree(model).at("/latest_version/openapi_schema"));
        return document;
    }

    Path pins() {
        return folder.resolve("pins");
    }

    Path documents() {
        return folder.resolve("documents");
    }

    /** Returns every nineteenth document, for what takes too long on all. */
    Path sample() {
        return folder.resolve("sample");
    }

    int sampleSize() {
        return (size + SAMPLE - 1) / SAMPLE;
    }

    Path out(String name) {
        return folder.resolve(name);
    }
}
