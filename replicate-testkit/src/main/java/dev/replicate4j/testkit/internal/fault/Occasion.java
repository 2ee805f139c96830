package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which something can go wrong.
 *
 * @param origin where the request came to
 * @param method its method; for runs and webhooks {@code POST}
 * @param path its path; for runs the one that created them
 * @param model the model concerned; null where none is
 */
public record Occasion(
        Origin origin, String method, String path, @Nullable String model) {}
