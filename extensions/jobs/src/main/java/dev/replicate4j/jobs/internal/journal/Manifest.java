package dev.replicate4j.jobs.internal.journal;

import dev.replicate4j.jobs.internal.json.JournalJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a job was made for.
 *
 * @param models the version of each model by its name; empty for a model that is run by its name alone
 * @param settings what must stay the same
 * @param salt makes digests of secrets useless elsewhere: hexadecimal digits
 */
public record Manifest(Map<String, String> models, Map<String, String> settings, String salt) {

    private static final String FILE = "manifest.json";

    /** {@return the manifest of a folder; null where there is none} */
    static @Nullable Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        Map<String, @Nullable Object> members;
        try {
            members = JournalJson.object(json, 0, json.length, Set.of());
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage());
        }
        JournalFormat.check(file, members);
        Manifest manifest = new Manifest(
                texts(members.get("models")), texts(members.get("settings")), String.valueOf(members.get("salt")));
        if (!manifest.fingerprint().equals(members.get("fingerprint"))) {
            throw damaged(file, "its fingerprint does not fit its content");
        }
        return manifest;
    }

    private static JournalException damaged(Path file, @Nullable String why) {
        return new JournalException(
                file + " is damaged: " + why + ". Undo what was changed in it, or put back a copy of it.");
    }

    private static Map<String, String> texts(@Nullable Object json) {
        Map<String, String> texts = new TreeMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }

    /** Writes it, whole or not at all. */
    void write(Path folder) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", JournalFormat.VERSION);
        json.put("models", models);
        json.put("settings", settings);
        json.put("salt", salt);
        json.put("fingerprint", fingerprint());
        Path part = folder.resolve(FILE + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((JournalJson.write(json) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@return a digest of all that must stay the same} */
    String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String text = JournalJson.write(new TreeMap<>(models)) + JournalJson.write(new TreeMap<>(settings)) + salt;
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@return the same manifest with a model more, or another version of it} */
    Manifest with(String model, String version) {
        Map<String, String> more = new TreeMap<>(models);
        more.put(model, version);
        return new Manifest(more, settings, salt);
    }
}
