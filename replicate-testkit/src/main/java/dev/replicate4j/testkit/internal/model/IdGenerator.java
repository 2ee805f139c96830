package dev.replicate4j.testkit.internal.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/** Generates ids of the forms that Replicate uses; the same seed gives the same ids in the same order. */
public final class IdGenerator {

    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final SplittableRandom random;

    /** Creates a generator. */
    public IdGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** {@return a new id of so many letters and digits; predictions have 26} */
    public synchronized String next(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** {@return a new UUID} */
    public synchronized UUID nextUuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & (~0L >>> 2)) | (1L << 63));
    }

    /** {@return the version id that belongs to the text} */
    public static String version(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** {@return the id of 26 letters and digits that belongs to the text} */
    public static String derived(String text) {
        return new IdGenerator(hash(text)).next(26);
    }

    /** {@return a number that depends on every character of the text} */
    public static long hash(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
