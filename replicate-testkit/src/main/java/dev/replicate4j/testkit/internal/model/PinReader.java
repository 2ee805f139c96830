package dev.replicate4j.testkit.internal.model;

import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads models from pins, and from what {@code GET /v1/models/owner/name} returns. */
public final class PinReader {

    private static final Set<String> FACTS = Set.of(
            "description",
            "visibility",
            "github_url",
            "paper_url",
            "license_url",
            "weights_url",
            "run_count",
            "cover_image_url");

    private PinReader() {}

    /** Reads every {@code .json} file below the folder, or the one file given. */
    public static List<SimulatedModel> readAll(Path folder) {
        if (!Files.exists(folder)) {
            throw new IllegalArgumentException("No pins at " + folder.toAbsolutePath()
                    + ": there is no such folder. Pins are" + " what the Maven plugin keeps in src/main/replicate.");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pins = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return pins.stream().map(PinReader::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the pins in " + folder.toAbsolutePath() + ".", e);
        }
    }

    private static SimulatedModel read(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the pin " + file.toAbsolutePath() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    /** Reads one model from the text of a pin or of the API's reply. */
    public static SimulatedModel parse(byte[] text) {
        Object parsed;
        try {
            parsed = ServerJson.parse(text);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("A pin is a JSON object, but this is no JSON: " + e.getMessage(), e);
        }
        Map<String, @Nullable Object> document = ServerJson.asObject(parsed);
        if (document.containsKey("ref")) {
            return fromPin(document);
        }
        if (document.containsKey("latest_version")) {
            return fromApi(document);
        }
        throw new IllegalArgumentException("A pin has the member \"ref\", and a model as the API returns it has"
                + " \"latest_version\", but found only " + new TreeSet<>(document.keySet()) + ".");
    }

    private static SimulatedModel fromPin(Map<String, @Nullable Object> pin) {
        String[] ref = required(pin, "ref").split("/", 2);
        if (ref.length != 2) {
            throw new IllegalArgumentException("\"ref\" of a pin is owner/name, but is \"" + ref[0] + "\".");
        }
        SimulatedModel model = new SimulatedModel(
                ref[0],
                ref[1],
                Boolean.TRUE.equals(pin.get("official")),
                true,
                ServerJson.asObject(pin.get("default_example")),
                facts(pin));
        model.add(new SimulatedVersion(
                required(pin, "version"),
                Instant.parse("2024-01-01T00:00:00.123456Z"),
                ServerJson.string(pin, "cog_version"),
                ServerJson.asObject(pin.get("schemas"))));
        return model;
    }

    private static SimulatedModel fromApi(Map<String, @Nullable Object> api) {
        Map<String, @Nullable Object> example = ServerJson.asObject(api.get("default_example"));
        example.keySet().retainAll(Set.of("input", "output"));
        SimulatedModel model = new SimulatedModel(
                required(api, "owner"),
                required(api, "name"),
                Boolean.TRUE.equals(api.get("is_official")),
                true,
                example,
                facts(api));
        Map<String, @Nullable Object> latest = ServerJson.asObject(api.get("latest_version"));
        if (!latest.isEmpty()) {
            Map<String, @Nullable Object> openApi = ServerJson.asObject(latest.get("openapi_schema"));
            Map<String, @Nullable Object> components = ServerJson.asObject(openApi.get("components"));
            String created = ServerJson.string(latest, "created_at");
            model.add(new SimulatedVersion(
                    required(latest, "id"),
                    created == null ? Instant.EPOCH : Instant.parse(created),
                    ServerJson.string(latest, "cog_version"),
                    ServerJson.asObject(components.get("schemas"))));
        }
        return model;
    }

    private static Map<String, @Nullable Object> facts(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(document);
        facts.keySet().retainAll(FACTS);
        return facts;
    }

    private static String required(Map<String, @Nullable Object> document, String name) {
        String value = ServerJson.string(document, name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The text \"" + name + "\" is missing, and is needed to serve the model.");
        }
        return value;
    }
}
