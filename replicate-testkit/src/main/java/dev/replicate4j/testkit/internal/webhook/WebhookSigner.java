package dev.replicate4j.testkit.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a> says.
 */
final class WebhookSigner {

    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    /** Creates a signer for a secret: {@code whsec_} and base64. */
    WebhookSigner(String secret) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256");
    }

    /** {@return the value of the header {@code webhook-signature}} */
    String sign(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signature = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }
}
