package dev.replicate4j.internal.file;

import java.net.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a file that its server gives.
 *
 * @param algorithm as the JDK names it
 * @param value the digest in base64
 */
record Checksum(String algorithm, String value) {

    private static final Pattern ENTRY = Pattern.compile("(?i)(sha-256|md5)=:?([A-Za-z0-9+/]+=*)");

    /** Reads RFC 9530, the older RFC 3230, what Google's storage sends (it holds Replicate's files), and RFC 1864. */
    static @Nullable Checksum of(HttpHeaders headers) {
        for (String name : new String[] {"Repr-Digest", "Digest", "X-Goog-Hash"}) {
            Matcher entry = ENTRY.matcher(String.join(",", headers.allValues(name)));
            if (!isTranscoded(headers) && entry.find()) {
                return new Checksum(entry.group(1).equalsIgnoreCase("md5") ? "MD5" : "SHA-256", entry.group(2));
            }
        }
        return headers.firstValue("Content-MD5")
                .map(value -> new Checksum("MD5", value.strip()))
                .orElse(null);
    }

    /** Google's storage can unpack on the way what it stores packed; its digest is of the latter. */
    private static boolean isTranscoded(HttpHeaders headers) {
        return headers.firstValue("X-Goog-Stored-Content-Encoding")
                .filter(encoding -> !encoding.equals("identity"))
                .isPresent();
    }

    /** Returns what computes it; null where the JDK is set up to do without the algorithm. */
    @Nullable MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    boolean matches(MessageDigest digest) {
        return Arrays.equals(digest.digest(), Base64.getMimeDecoder().decode(value));
    }

    @Override
    public String toString() {
        return algorithm + " " + value;
    }
}
