package dev.replicate4j.internal.http;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is: the only place that gets the token.
 *
 * @param base the base URL, ending in {@code /v1}, without a slash behind it
 */
public record ApiOrigin(URI base) {

    /** Replicate's own base URL. */
    public static final ApiOrigin REPLICATE = new ApiOrigin(URI.create("https://api.replicate.com/v1"));

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * Reads a base URL. The clients for Python differ in whether it ends in {@code /v1}, so both forms are taken.
     *
     * @throws InvalidInputException if it is not an http(s) URL with a host, or has a query, a fragment or user info
     */
    public static ApiOrigin parse(String text) {
        URI uri = toUri(text.strip());
        if (uri == null
                || uri.getHost() == null
                || !isHttp(uri)
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new InvalidInputException(
                    "The base URL must be an http or https URL without user, query and fragment,"
                            + " such as https://api.replicate.com/v1, but is \"" + withoutQuery(text) + "\".");
        }
        String path = uri.getRawPath().replaceAll("/+$", "");
        String versioned = path.endsWith("/v1") ? path : path + "/v1";
        return new ApiOrigin(URI.create(origin(uri) + versioned));
    }

    /** Returns the URL of a call's target, which is a path below the base URL or an absolute URL. */
    public URI resolve(String target) {
        boolean absolute = target.startsWith("https://") || target.startsWith("http://");
        URI uri = toUri(absolute ? target : base + "/" + target);
        if (uri == null || uri.getHost() == null) {
            throw new InvalidInputException(
                    "Can't send a request to \"" + withoutQuery(target) + "\": it is not a URL.");
        }
        return uri;
    }

    /** Tells whether the URL has the API's own scheme, host and port. */
    public boolean owns(URI uri) {
        return isHttp(uri) && uri.getHost() != null && origin(uri).equals(origin(base));
    }

    /**
     * Returns where a link that the API sent leads: always to the configured base URL. A link to this host or to
     * api.replicate.com is rewritten to it, {@code http} becoming {@code https} where the base has it; a link elsewhere
     * would hand the token to a stranger.
     *
     * @throws DecodeException if the link leads elsewhere
     */
    public URI follow(String link) {
        URI uri = toUri(link);
        if (uri == null || uri.getHost() == null || !isHttp(uri) || !(isHere(uri) || REPLICATE.isHere(uri))) {
            throw elsewhere(link);
        }
        String path = uri.getRawPath();
        if (!path.startsWith(base.getRawPath() + "/")) {
            if (!path.startsWith("/v1/")) {
                throw elsewhere(link);
            }
            path = base.getRawPath() + path.substring("/v1".length());
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(origin(base) + path + query);
    }

    /** Joins path segments, encoding what is not allowed in one. */
    public static String path(String... segments) {
        StringJoiner path = new StringJoiner("/");
        for (String segment : segments) {
            if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
                throw new InvalidInputException("\"" + segment + "\" can't be part of a URL's path in "
                        + String.join("/", segments) + ". Give the name or id that the API uses.");
            }
            path.add(encode(segment));
        }
        return path.toString();
    }

    /** Encodes a text for a path segment or a query's value. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /** Returns a URL as it may be shown: queries hold signatures. */
    public static String withoutQuery(String url) {
        int end = url.indexOf('?');
        return end < 0 ? url : url.substring(0, end);
    }

    private boolean isHere(URI uri) {
        return owns(uri) || isUpgrade(uri);
    }

    /** The API's own documentation shows links with http. */
    private boolean isUpgrade(URI uri) {
        return "https".equalsIgnoreCase(base.getScheme())
                && "http".equalsIgnoreCase(uri.getScheme())
                && uri.getHost().equalsIgnoreCase(base.getHost())
                && (uri.getPort() == -1 || uri.getPort() == 80 || uri.getPort() == port(base));
    }

    private DecodeException elsewhere(String link) {
        return new DecodeException(
                "The API sent a link to \"" + withoutQuery(link) + "\", but links must stay below " + base
                        + ". It was not followed, since the token would go with the request.",
                link);
    }

    private static boolean isHttp(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean standardPort = port(uri) == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (standardPort ? "" : ":" + port(uri));
    }

    private static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static @Nullable URI toUri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
