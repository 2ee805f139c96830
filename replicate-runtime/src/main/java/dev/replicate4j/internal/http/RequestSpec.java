package dev.replicate4j.internal.http;

import dev.replicate4j.internal.json.Json;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request to be sent, once or more often. Immutable.
 *
 * @param operation what it does, for example {@code predictions.create}: names the endpoint whose rate limit it is under
 * @param method the HTTP method
 * @param target a path below the API's base URL, already encoded, with a query or not; or an absolute URL
 * @param headers sent besides those of the client; null for none
 * @param body makes the body anew for each attempt; null for none
 * @param timeout how long one attempt may take: a whole exchange for {@link Transport#send}, until the reply's headers for
 *     {@link Transport#open}; null for the client's own timeout
 * @param retry what may be retried
 * @param needsToken whether sending it to the API without a token is pointless
 * @param context what the call that it belongs to is known by to listeners; null for none
 */
public record RequestSpec(
        String operation,
        String method,
        String target,
        @Nullable HeaderList headers,
        @Nullable Supplier<BodyPublisher> body,
        @Nullable Duration timeout,
        Retry retry,
        boolean needsToken,
        @Nullable Object context) {

    /** What may be retried. */
    public enum Retry {
        /** Repeating changes nothing: on 408, 429, 5xx and broken connections. */
        SAFE,
        /** Repeating may create, and bill, twice: only on 429 and when the request was provably not sent. */
        UNSENT_ONLY
    }

    /** Reads something: safe to repeat. */
    public static RequestSpec get(String operation, String target) {
        return repeatable(operation, "GET", target);
    }

    /** Deletes something: safe to repeat. */
    public static RequestSpec delete(String operation, String target) {
        return repeatable(operation, "DELETE", target);
    }

    /** Does something that is safe to repeat, such as cancelling. */
    public static RequestSpec repeatable(String operation, String method, String target) {
        return new RequestSpec(operation, method, target, null, null, null, Retry.SAFE, true, null);
    }

    /** Creates or changes something: not to be repeated once it was sent. */
    public static RequestSpec once(String operation, String method, String target) {
        return new RequestSpec(operation, method, target, null, null, null, Retry.UNSENT_ONLY, true, null);
    }

    /** Sends a value as JSON. */
    public RequestSpec withJson(@Nullable Object value) {
        byte[] bytes = Json.writeBytes(value);
        return withHeader("Content-Type", "application/json").withBody(() -> BodyPublishers.ofByteArray(bytes));
    }

    /** Sends a text. */
    public RequestSpec withText(String text) {
        return withHeader("Content-Type", "text/plain; charset=utf-8").withBody(() -> BodyPublishers.ofString(text));
    }

    /** Sends what the supplier makes, anew for each attempt. */
    public RequestSpec withBody(Supplier<BodyPublisher> body) {
        return new RequestSpec(operation, method, target, headers, body, timeout, retry, needsToken, context);
    }

    /** Goes elsewhere: the same with another path or URL. */
    public RequestSpec withTarget(String target) {
        return new RequestSpec(operation, method, target, headers, body, timeout, retry, needsToken, context);
    }

    /** Adds a header that holds no secret, in place of one of the same name. It goes wherever the request goes. */
    public RequestSpec withHeader(String name, String value) {
        return with(new HeaderList(headers, name, value, false));
    }

    /** Adds a header of the user, in place of one of the same name. It goes to the API, and along no redirect elsewhere. */
    public RequestSpec withUserHeader(String name, String value) {
        return with(new HeaderList(headers, name, value, true));
    }

    private RequestSpec with(HeaderList header) {
        return new RequestSpec(operation, method, target, header, body, timeout, retry, needsToken, context);
    }

    /** Bounds one attempt; null leaves it to the client. */
    public RequestSpec withTimeout(@Nullable Duration timeout) {
        return new RequestSpec(operation, method, target, headers, body, timeout, retry, needsToken, context);
    }

    /** Says that the API answers without a token too; one that is there is still sent. */
    public RequestSpec withoutNeedOfToken() {
        return new RequestSpec(operation, method, target, headers, body, timeout, retry, false, context);
    }

    /** Says to which call it belongs. */
    public RequestSpec withContext(@Nullable Object context) {
        return new RequestSpec(operation, method, target, headers, body, timeout, retry, needsToken, context);
    }

    /** Returns what is sent where, without headers, query and body, which may hold secrets. */
    @Override
    public String toString() {
        return operation + ": " + method + " " + ApiOrigin.withoutSecrets(target);
    }
}
