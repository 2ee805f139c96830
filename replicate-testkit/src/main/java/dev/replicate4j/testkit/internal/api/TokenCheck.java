package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens.
 *
 * @param only the only token that is accepted; null for any that is not empty
 */
public record TokenCheck(@Nullable String only) {

    private static final Pattern FORM = Pattern.compile("(?i)(?:Bearer|Token)\\s+(\\S.*?)\\s*");

    /** Throws if the request has no token that is accepted. The search needs none, nor do signed downloads. */
    void check(ServerRequest request) {
        String path = request.path();
        if (path.equals("/v1/search") || (path.startsWith("/v1/files/") && path.endsWith("/download"))) {
            return;
        }
        String header = request.header("Authorization");
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches() || (only != null && !only.equals(matcher.group(1)))) {
            throw ApiError.unauthenticated();
        }
    }
}
