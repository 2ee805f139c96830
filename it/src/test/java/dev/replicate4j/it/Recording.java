package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Requests and responses of real traffic, as a file holds them. */
record Recording(String name, List<Interaction> interactions) {

    /** Read by another parser than ours, so that it can judge ours. */
    static final ObjectMapper JSON = new ObjectMapper();

    /** One request with what was answered. */
    record Interaction(Request request, Response response) {}

    /** A request; header names are in lower case. */
    record Request(String method, URI uri, Map<String, String> headers, String body) {

        JsonNode json() {
            return Recording.json(body);
        }
    }

    /** A response; header names are in lower case. */
    record Response(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static List<Recording> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Recording> recordings = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                recordings.add(read(file));
            }
            return recordings;
        }
    }

    private static Recording read(Path file) throws IOException {
        JsonNode document = JSON.readTree(file.toFile());
        List<Interaction> interactions = new ArrayList<>();
        for (JsonNode node : document.get("interactions")) {
            JsonNode request = node.get("request");
            JsonNode response = node.get("response");
            interactions.add(new Interaction(
                    new Request(
                            request.get("method").asText(),
                            URI.create(request.get("uri").asText()),
                            headers(request.get("headers")),
                            new String(body(request), StandardCharsets.UTF_8)),
                    new Response(response.get("status").asInt(), headers(response.get("headers")), body(response))));
        }
        return new Recording(document.path("name").asText(file.getFileName().toString()), interactions);
    }

    static String write(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (node != null) {
            node.properties().forEach(header -> {
                JsonNode value = header.getValue();
                headers.put(header.getKey(), value.isArray() ? value.path(0).asText() : value.asText());
            });
        }
        return headers;
    }

    private static byte[] body(JsonNode message) throws IOException {
        if (message.hasNonNull("body_base64")) {
            return unzipped(
                    Base64.getDecoder().decode(message.get("body_base64").asText()));
        }
        return message.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    }

    /** Bodies were recorded as they went over the wire; a stream that was flushed but not ended is whole all the same. */
    private static byte[] unzipped(byte[] bytes) throws IOException {
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return bytes;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                plain.write(next);
            }
        } catch (EOFException e) {
            if (plain.size() == 0) {
                throw e;
            }
        }
        return plain.toByteArray();
    }
}
