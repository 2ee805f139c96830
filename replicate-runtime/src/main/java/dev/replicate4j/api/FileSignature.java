package dev.replicate4j.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What allows to download a file until a certain time, without a token.
 *
 * @param owner whose file it is: user or organization
 * @param expiry until when the signature holds; fractions of seconds are dropped
 * @param signature Base64 of the HMAC-SHA256 over {@code "<owner> <file id> <expiry in Unix seconds>"}
 */
public record FileSignature(String owner, Instant expiry, String signature) {

    /**
     * Signs a file.
     *
     * @param fileId the file's id
     * @param owner whose file it is
     * @param expiry until when the signature holds
     * @param secret the account's signing secret for files
     * @return the signature
     */
    public static FileSignature sign(String fileId, String owner, Instant expiry, String secret) {
        byte[] message = (owner + " " + fileId + " " + expiry.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
        byte[] mac = Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), message);
        return new FileSignature(owner, expiry, Base64.getEncoder().encodeToString(mac));
    }

    Query toQuery() {
        return new Query()
                .add("owner", owner)
                .add("expiry", expiry.getEpochSecond())
                .add("signature", signature);
    }

    /** Returns owner and expiry; the signature is a secret. */
    @Override
    public String toString() {
        return "FileSignature[owner=" + owner + ", expiry=" + expiry + "]";
    }
}
