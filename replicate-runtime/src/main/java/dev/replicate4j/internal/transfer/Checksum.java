package dev.replicate4j.internal.transfer;

import java.net.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The digest of a file that its server sends. */
final class Checksum {

    private static final Pattern ENTRY = Pattern.compile("(?i)(sha-256|md5)=:?([A-Za-z0-9+/]+=*)");

    private final String algorithm;
    private final byte[] value;

    private Checksum(String algorithm, byte[] value) {
        this.algorithm = algorithm;
        this.value = value;
    }

    /**
     * Reads RFC 9530, the older RFC 3230, the header of Google's storage (which holds Replicate's files), and RFC 1864.
     * Returns null if there is no digest: one that does not decode to 16 or 32 bytes counts as none.
     */
    static @Nullable Checksum of(HttpHeaders headers) {
        for (String name : new String[] {"Repr-Digest", "Digest", "X-Goog-Hash"}) {
            Matcher entry = ENTRY.matcher(String.join(",", headers.allValues(name)));
            while (!isTranscoded(headers) && entry.find()) {
                Checksum checksum = decoded(entry.group(1).equalsIgnoreCase("md5") ? "MD5" : "SHA-256", entry.group(2));
                if (checksum != null) {
                    return checksum;
                }
            }
        }
        return headers.firstValue("Content-MD5")
                .map(value -> decoded("MD5", value.strip()))
                .orElse(null);
    }

    private static @Nullable Checksum decoded(String algorithm, String base64) {
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            return value.length == (algorithm.equals("MD5") ? 16 : 32) ? new Checksum(algorithm, value) : null;
        } catch (IllegalArgumentException e) {
            return null; // no base64: the server's mistake, and no reason to refuse the file
        }
    }

    /** Google's storage can unpack on the way what it stores packed; its digest is of the latter. */
    private static boolean isTranscoded(HttpHeaders headers) {
        return headers.firstValue("X-Goog-Stored-Content-Encoding")
                .filter(encoding -> !encoding.equals("identity"))
                .isPresent();
    }

    /** Returns what computes the digest; null if the JDK is configured without the algorithm. */
    @Nullable MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    boolean matches(MessageDigest digest) {
        return Arrays.equals(digest.digest(), value);
    }

    @Override
    public String toString() {
        return algorithm + " " + Base64.getEncoder().encodeToString(value);
    }
}
