package dev.replicate4j.tools;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names tools after their models: {@code owner__name}. The name follows from the model alone, so that another pin renames
 * nothing; where letters have to be replaced or cut off, a part of the model's hash keeps it unique.
 */
final class ToolNames {

    private static final int LONGEST = 64;
    private static final int HASH = 6;
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9_-]");
    private static final String SEPARATOR = "__";

    private ToolNames() {}

    static String of(String owner, String name) {
        String plain = owner + SEPARATOR + name;
        String legal = NOT_ALLOWED.matcher(plain).replaceAll("-");
        boolean ambiguous = owner.contains(SEPARATOR) || name.contains(SEPARATOR);
        if (legal.equals(plain) && !ambiguous && legal.length() <= LONGEST) {
            return legal;
        }
        String kept = legal.substring(0, Math.min(legal.length(), LONGEST - HASH - 1));
        return kept + "-" + sha256(owner + "/" + name).substring(0, HASH);
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
