package dev.replicate4j.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces the secrets of a request in what a server has answered: some servers echo what they were sent. */
final class Redactor {

    private static final String MASK = "***";

    /** A shorter text may be in a body by chance. */
    private static final int SHORTEST_IN_BODY = 8;

    private final @Nullable String secret;

    private Redactor(@Nullable String secret) {
        this.secret = secret;
    }

    /** Makes a redactor for what follows the scheme in an {@code Authorization} header; null for no such header. */
    static Redactor of(@Nullable String authorization) {
        if (authorization == null) {
            return new Redactor(null);
        }
        String secret = authorization.substring(authorization.indexOf(' ') + 1).strip();
        return new Redactor(secret.isEmpty() ? null : secret);
    }

    String redact(String text) {
        return secret == null ? text : text.replace(secret, MASK);
    }

    Map<String, List<String>> redact(Map<String, List<String>> headers) {
        if (secret == null) {
            return headers;
        }
        Map<String, List<String>> redacted = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            List<String> masked = new ArrayList<>();
            values.forEach(value -> masked.add(redact(value)));
            redacted.put(name, masked);
        });
        return redacted;
    }

    /** Redacts a body in UTF-8 before anything is made of it, so that no exception and no value can hold the secret. */
    byte[] redact(byte[] body) {
        return secret == null || secret.length() < SHORTEST_IN_BODY || !contains(body, secret)
                ? body
                : redact(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Tokens are ASCII, so that bytes and characters can be compared. */
    private static boolean contains(byte[] body, String secret) {
        char first = secret.charAt(0);
        for (int i = 0; i <= body.length - secret.length(); i++) {
            if (body[i] == first && isAt(body, i, secret)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] body, int start, String secret) {
        for (int i = 1; i < secret.length(); i++) {
            if (body[start + i] != secret.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
