package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recording: a readable JSON file. Contents that are not text, or large, are in a folder named "files" beside it, named
 * by their digest.
 *
 * @param file the JSON file
 */
record RecordingFile(Path file) {

    private static final int LARGE = 4096;

    /** In place of a {@code data:} URI, followed by the digest of its text. */
    private static final String STORED = "data-in-file:";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** {@return the exchanges in the order in which they began; empty if there is no file} */
    List<RecordedExchange> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Object document = ServerJson.parse(Files.readAllBytes(file));
            Map<String, @Nullable Object> json = ServerJson.asObject(
                    ServerJson.mapLeaves(document, leaf -> leaf instanceof String text ? restored(text) : leaf));
            List<RecordedExchange> exchanges = new ArrayList<>();
            for (Object exchange : ServerJson.asList(json.get("exchanges"))) {
                Map<String, @Nullable Object> members = ServerJson.asObject(exchange);
                exchanges.add(RecordedExchange.read(members, readReply(ServerJson.asObject(members.get("reply")))));
            }
            return exchanges;
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(file + " is not a recording: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the recording " + file + ".", e);
        }
    }

    /** Writes the exchanges, each text after the given change. */
    void write(List<RecordedExchange> exchanges, UnaryOperator<String> change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<@Nullable Object> list = new ArrayList<>();
            for (RecordedExchange exchange : exchanges) {
                list.add(exchange.json(reply(exchange.reply())));
            }
            Object json = ServerJson.mapLeaves(
                    ServerJson.object("format", 1L, "exchanges", list),
                    leaf -> leaf instanceof String text ? stored(change.apply(text)) : leaf);
            StringBuilder text = new StringBuilder();
            print(json, "\n", text);
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text.append('\n'));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the recording " + file + ".", e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private Map<String, @Nullable Object> reply(RecordedReply reply) {
        Map<String, @Nullable Object> json = ServerJson.object("status", (long) reply.status(), "type", reply.type());
        byte[] content = reply.content();
        if (content == null) {
            json.put("json", reply.json());
        } else if (content.length < LARGE && reply.type().startsWith("text/")) {
            json.put("text", new String(content, StandardCharsets.UTF_8));
        } else {
            json.put("file", store(content));
        }
        return json;
    }

    /** Files within JSON are stored beside it too. */
    private String stored(String text) {
        return text.length() > LARGE && text.startsWith("data:")
                ? STORED + store(text.getBytes(StandardCharsets.UTF_8))
                : text;
    }

    private String restored(String text) {
        String name = text.startsWith(STORED) ? text.substring(STORED.length()) : "";
        return DIGEST.matcher(name).matches() ? new String(load(name), StandardCharsets.UTF_8) : text;
    }

    private String store(byte[] content) {
        String name = sha256(content);
        Path stored = files().resolve(name);
        try {
            if (!Files.exists(stored)) {
                Files.createDirectories(files());
                Files.write(stored, content);
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + stored + ".", e);
        }
    }

    private byte[] load(String name) {
        Path stored = files().resolve(name);
        try {
            byte[] content = Files.readAllBytes(stored);
            if (!sha256(content).equals(name)) {
                throw new IllegalArgumentException(
                        stored + " is not what was recorded: its bytes do not have the SHA-256 in"
                                + " its name. If Git has changed its line ends, write \"files/* -text\" into a .gitattributes beside "
                                + file.getFileName() + " and check it out anew.");
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + stored + ", which belongs to " + file + ".", e);
        }
    }

    private RecordedReply readReply(Map<String, @Nullable Object> json) {
        int status = json.get("status") instanceof Long number ? number.intValue() : 500;
        String type = String.valueOf(json.get("type"));
        if (json.get("text") instanceof String text) {
            return new RecordedReply(status, type, null, text.getBytes(StandardCharsets.UTF_8));
        }
        if (json.get("file") instanceof String name && DIGEST.matcher(name).matches()) {
            return new RecordedReply(status, type, null, load(name));
        }
        return new RecordedReply(status, type, json.get("json"), null);
    }

    private Path files() {
        return file.resolveSibling("files");
    }

    /** One member or item a line, with two spaces for each level. */
    private static void print(@Nullable Object value, String lineEnd, StringBuilder out) {
        String inner = lineEnd + "  ";
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('{');
            Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
            while (members.hasNext()) {
                Map.Entry<?, ?> member = members.next();
                out.append(inner).append(ServerJson.text(member.getKey())).append(": ");
                print(member.getValue(), inner, out);
                out.append(members.hasNext() ? "," : "");
            }
            out.append(lineEnd).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                out.append(i > 0 ? "," : "").append(inner);
                print(list.get(i), inner, out);
            }
            out.append(lineEnd).append(']');
        } else {
            out.append(ServerJson.text(value));
        }
    }
}
