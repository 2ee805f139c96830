package dev.replicate4j.jobs;

import dev.replicate4j.ModelInput;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.URLPath;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.WireValue;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An input as a journal holds it: a digest of all of it, and what a reader may see. Files are digested by their contents,
 * secrets are seen as digests that are of no use elsewhere.
 *
 * @param digest SHA-256, in hexadecimal digits
 * @param shown by wire name; long texts are cut
 */
record DigestedInput(String digest, Map<String, @Nullable Object> shown) {

    private static final int LONGEST_TEXT = 1000;

    /**
     * Digests an input.
     *
     * @param target the model, so that equal inputs of two models differ
     * @param input a generated input, or a map by wire names
     * @param secrets wire names of inputs that must not be seen
     * @param salt what secrets are digested with
     * @throws InvalidInputException if a file cannot be read
     */
    static DigestedInput of(String target, Object input, Set<String> secrets, byte[] salt) {
        Map<?, ?> values = input instanceof ModelInput<?, ?, ?> typed ? typed.values() : (Map<?, ?>) input;
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        Map<String, @Nullable Object> digested = new TreeMap<>();
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null) {
                Object canonical = canonical(name, value);
                digested.put(name, canonical);
                shown.put(name, secrets.contains(name) ? hidden(canonical, salt) : cut(canonical));
            }
        });
        MessageDigest digest = sha256();
        digest.update((target + "\n" + text(digested)).getBytes(StandardCharsets.UTF_8));
        return new DigestedInput(HexFormat.of().formatHex(digest.digest()), shown);
    }

    private static Object canonical(String name, Object value) {
        if (value instanceof WireValue named) {
            return canonical(name, named.wireValue());
        }
        if (value instanceof URLPath url && url.kept().isEmpty()) {
            return url.url().startsWith("data:") ? file(name, url, "data") : url.url();
        }
        if (value instanceof Path path) {
            Path last = path.getFileName();
            return file(name, path, last == null ? "file" : last.toString());
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(item == null ? null : canonical(name, item)));
            return list;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> map = new TreeMap<>();
            fields.forEach((key, field) -> map.put(String.valueOf(key), field == null ? null : canonical(name, field)));
            return map;
        }
        if (value instanceof OutputIterator<?>) {
            throw new InvalidInputException(name + " is an OutputIterator, whose pieces are not known yet. Give a job"
                    + " its text() or toList().");
        }
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros()
                : value instanceof Boolean ? value : value.toString();
    }

    private static Map<String, @Nullable Object> file(String name, Path path, String shown) {
        MessageDigest digest = sha256();
        try (InputStream content = Files.newInputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    name + " is the file " + path + ", which cannot be read: " + e + ". No request was sent.", e);
        }
        Map<String, @Nullable Object> file = new TreeMap<>();
        file.put("file", shown);
        file.put("sha256", HexFormat.of().formatHex(digest.digest()));
        return file;
    }

    /** The text that is digested: the kind of each value, its length and the value, so that no two inputs share one. */
    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            // The name of a file is not its content.
            boolean file = map.size() == 2 && map.containsKey("file") && map.containsKey("sha256");
            StringBuilder text = new StringBuilder("{");
            map.forEach((name, field) -> {
                if (!file || !name.equals("file")) {
                    text.append(text(name)).append(text(field));
                }
            });
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            StringBuilder text = new StringBuilder("[");
            list.forEach(item -> text.append(text(item)));
            return text.append(']').toString();
        }
        String plain = value instanceof BigDecimal number ? number.toString() : String.valueOf(value);
        char kind = value instanceof String ? 's' : value instanceof BigDecimal ? 'n' : 'v';
        return kind + String.valueOf(plain.length()) + ":" + plain;
    }

    private static Object hidden(Object value, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            String digest = HexFormat.of().formatHex(mac.doFinal(text(value).getBytes(StandardCharsets.UTF_8)), 0, 8);
            return Map.of("secret", digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (value instanceof String text && text.length() > LONGEST_TEXT) {
            return text.substring(0, LONGEST_TEXT) + "... (" + text.length() + " characters)";
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> cut = new ArrayList<>();
            list.forEach(item -> cut.add(cut(item)));
            return cut;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> cut = new LinkedHashMap<>();
            map.forEach((name, field) -> cut.put(String.valueOf(name), cut(field)));
            return cut;
        }
        return value;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
