package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.internal.api.Quirks;
import dev.replicate4j.testkit.internal.model.Model;
import dev.replicate4j.testkit.internal.time.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param port the API's port; 0 for a free one
 * @param models the models it knows at first
 * @param timeline the time
 * @param token the only token that is accepted; null for any
 * @param quirks the oddities of Replicate that it shows
 * @param pageSize how many items a page has; 0 for Replicate's own sizes
 * @param seed what ids depend on
 */
public record Settings(
        int port,
        List<Model> models,
        Timeline timeline,
        @Nullable String token,
        Quirks quirks,
        int pageSize,
        long seed) {}
