package dev.replicate4j.internal.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns the inputs of a model, as users give them, into JSON. */
@FunctionalInterface
public interface InputEncoder {

    /** {@return the inputs as JSON, as soon as the files among them have been uploaded} */
    CompletableFuture<Map<String, @Nullable Object>> encode(Map<String, @Nullable Object> input);
}
