package dev.replicate4j.testkit.internal.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signature in the URL of a download: HMAC-SHA256 over {@code "owner id expiry"}, in base64. */
public final class DownloadSignature {

    private final SecretKeySpec secret;

    /** Signs with the given secret. */
    public DownloadSignature(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** {@return the URL at which the account's own file can be downloaded until then} */
    public String url(URI api, String id, long expiry) {
        String owner = AccountApi.USERNAME;
        String signature = URLEncoder.encode(sign(owner, id, expiry), StandardCharsets.UTF_8);
        return api + "/files/" + id + "/download?owner=" + owner + "&expiry=" + expiry + "&signature=" + signature;
    }

    private String sign(String owner, String id, long expiry) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            String text = owner + " " + id + " " + expiry;
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    /** {@return whether the query's parameters allow a download at the time} */
    boolean isValid(String id, Map<String, String> query, Instant now) {
        String owner = query.get("owner");
        String expiry = query.get("expiry");
        String given = query.get("signature");
        if (owner == null || given == null || !isNumber(expiry) || expiry == null) {
            return false;
        }
        long until = Long.parseLong(expiry);
        byte[] expected = sign(owner, id, until).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8)) && now.getEpochSecond() < until;
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}");
    }
}
