package dev.replicate4j.internal.http;

import dev.replicate4j.http.Reply;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call and how its reply is read.
 *
 * @param call what is sent
 * @param decoder reads a reply with a status below 300
 */
public record TypedCall<T extends @Nullable Object>(RequestSpec call, Function<Reply, T> decoder) {

    /** A call that is answered with one JSON object. */
    public static <T> TypedCall<T> object(RequestSpec call, Function<Map<String, @Nullable Object>, T> decoder) {
        return new TypedCall<>(call, reply -> decoder.apply(reply.object()));
    }

    /** A call whose reply holds nothing. */
    public static TypedCall<@Nullable Void> nothing(RequestSpec call) {
        return new TypedCall<>(call, reply -> null);
    }
}
