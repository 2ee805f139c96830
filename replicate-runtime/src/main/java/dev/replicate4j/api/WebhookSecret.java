package dev.replicate4j.api;

import dev.replicate4j.error.WebhookVerificationException;
import dev.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key that Replicate signs webhooks with, one per account. Verifies and reads what comes in, by the rules of <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a>.
 *
 * <pre>{@code
 * WebhookSecret secret = replicate.webhooks().secret(); // once, at the start
 * HttpServer.create(new InetSocketAddress(8080), 0).createContext("/replicate", exchange -> {
 *     byte[] body = exchange.getRequestBody().readAllBytes(); // as it came: any change breaks the signature
 *     Prediction prediction = secret.verify(exchange.getRequestHeaders()::getFirst, body).prediction();
 *     exchange.sendResponseHeaders(204, -1);
 * });
 * }</pre>
 */
public final class WebhookSecret {

    /** The tolerance by default. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    private final byte[] key;
    private final Duration tolerance;
    private final InstantSource clock;

    private WebhookSecret(byte[] key, Duration tolerance, InstantSource clock) {
        this.key = key;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Reads a secret.
     *
     * @param secret {@code whsec_} and Base64, as {@link Webhooks#secret} and the account's settings give it
     * @return the secret, with a tolerance of 5 minutes
     * @throws IllegalArgumentException if it has another form; the message does not show it
     */
    public static WebhookSecret of(String secret) {
        String text = secret.strip();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "A webhook secret starts with " + PREFIX + ", but this one (not shown) does not.");
        }
        byte[] key = decoded(text.substring(PREFIX.length()));
        if (key.length == 0) {
            throw new IllegalArgumentException(
                    "A webhook secret has Base64 after " + PREFIX + ", but this one has nothing.");
        }
        return new WebhookSecret(key, DEFAULT_TOLERANCE, InstantSource.system());
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) { // its message may quote the secret
            throw new IllegalArgumentException(
                    "A webhook secret is Base64 after " + PREFIX + ", but this one (not shown) is not.");
        }
    }

    /** {@return the secret: {@code whsec_} and Base64} Keep it where you keep passwords; {@link #toString} does not show it. */
    public String key() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** Sets how far the time of a request may be off, to either side: zero or more; the default is 5 minutes. */
    public WebhookSecret tolerance(Duration tolerance) {
        return new WebhookSecret(key, tolerance, clock);
    }

    /** Sets where the time comes from, for tests; the default is the system's. */
    public WebhookSecret clock(InstantSource clock) {
        return new WebhookSecret(key, tolerance, clock);
    }

    /**
     * Verifies a request and reads it.
     *
     * @param headers returns a header's value, or null: {@code request::getHeader} of a servlet,
     *     {@code headers::getFirst} of Spring or the JDK's server
     * @param body the request's body exactly as it came
     * @return what was sent
     * @throws WebhookVerificationException if a header is missing, no signature fits, or the time is off
     */
    public WebhookDelivery verify(Function<String, @Nullable String> headers, byte[] body) {
        String id = header(headers, "webhook-id");
        String timestamp = header(headers, "webhook-timestamp");
        String signatures = header(headers, "webhook-signature");
        if (!isSigned(id, timestamp, signatures, body)) {
            throw new WebhookVerificationException("No signature of webhook " + id
                    + " fits. It was not signed with this account's secret, or its body is not the one that was sent: give the"
                    + " bytes as they came, not JSON that was read and written again.");
        }
        Instant time = time(timestamp);
        checkTime(id, time);
        return new WebhookDelivery(id, time, JsonValues.copy(object(body)));
    }

    /**
     * Verifies a request and reads it.
     *
     * @param headers the request's headers, names in any case
     * @param body the request's body exactly as it came
     * @return what was sent
     * @throws WebhookVerificationException if a header is missing, no signature fits, or the time is off
     */
    public WebhookDelivery verify(Map<String, List<String>> headers, byte[] body) {
        return verify(
                name -> headers.entrySet().stream()
                        .filter(header -> name.equalsIgnoreCase(header.getKey()))
                        .flatMap(header -> header.getValue().stream())
                        .reduce((one, more) -> one + " " + more) // several lines are one list
                        .orElse(null),
                body);
    }

    /**
     * Signs a request as Replicate does, for tests of a webhook's receiver.
     *
     * @param id the delivery's id
     * @param timestamp when it is sent; fractions of seconds are dropped
     * @param body what is sent
     * @return the value of the header {@code webhook-signature}
     */
    public String sign(String id, Instant timestamp, byte[] body) {
        return VERSION + Base64.getEncoder().encodeToString(mac(id, Long.toString(timestamp.getEpochSecond()), body));
    }

    /** While a secret is replaced, there is one signature for each; those of other versions are not ours to judge. */
    private boolean isSigned(String id, String timestamp, String signatures, byte[] body) {
        byte[] expected = Base64.getEncoder().encode(mac(id, timestamp, body));
        return Arrays.stream(signatures.strip().split("\\s+"))
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8))
                .anyMatch(signature -> MessageDigest.isEqual(expected, signature)); // in constant time
    }

    private byte[] mac(String id, String timestamp, byte[] body) {
        return Hmac.sha256(key, (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
    }

    private static Instant time(String timestamp) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(timestamp.strip()));
        } catch (RuntimeException e) {
            throw new WebhookVerificationException(
                    "The header webhook-timestamp must be Unix seconds, but is \"" + timestamp + "\".", e);
        }
    }

    private void checkTime(String id, Instant time) {
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(tolerance) > 0) {
            throw new WebhookVerificationException("Webhook " + id + " is of " + time + ", which is more than "
                    + tolerance.toSeconds() + " s from now (" + now
                    + "). It was sent again by someone, or this machine's clock is wrong.");
        }
    }

    private static String header(Function<String, @Nullable String> headers, String name) {
        String value = headers.apply(name);
        if (value == null || value.isBlank()) {
            throw new WebhookVerificationException(
                    "The request has no header " + name + ": it is not a webhook of Replicate.");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(byte[] body) {
        if (Json.parse(body) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new WebhookVerificationException("The webhook's body must be a JSON object, but is something else.");
    }

    /** Returns no part of the secret. */
    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
