package dev.replicate4j.internal.http;

import dev.replicate4j.error.DecodeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Where the API is: the only place that gets the token. */
public final class ApiOrigin {

    /** Replicate's own base URL. */
    public static final ApiOrigin REPLICATE = new ApiOrigin(URI.create("https://api.replicate.com/v1"));

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final URI base;
    private final String prefix;

    private ApiOrigin(URI base) {
        this.base = base;
        this.prefix = base + "/";
    }

    /** {@return the base URL, ending in {@code /v1}, without a slash behind it} */
    public URI base() {
        return base;
    }

    /**
     * Reads a base URL. The clients for Python differ in whether it ends in {@code /v1}, so both forms are taken.
     *
     * @throws IllegalArgumentException if it is not an http(s) URL with a host, or has a query, a fragment or user info
     */
    public static ApiOrigin parse(String text) {
        URI uri = toUri(text.strip());
        if (uri == null
                || uri.getHost() == null
                || !isHttp(uri)
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The base URL must be an http or https URL without user, query and fragment,"
                            + " such as https://api.replicate.com/v1, but is \"" + withoutSecrets(text) + "\".");
        }
        String path = uri.getRawPath().replaceAll("/+$", "");
        String versioned = path.endsWith("/v1") ? path : path + "/v1";
        return new ApiOrigin(URI.create(origin(uri) + versioned));
    }

    /** Returns the URL of a call's target, which is a path below the base URL or an absolute URL. */
    public URI resolve(String target) {
        boolean absolute = target.startsWith("https://") || target.startsWith("http://");
        URI uri = toUri(absolute ? target : prefix + target);
        if (uri == null || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "Can't send a request to \"" + withoutSecrets(target) + "\": it is not a URL.");
        }
        return uri;
    }

    /** Tells whether the URL has the API's own scheme, host and port. */
    public boolean owns(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri);
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
                throw new IllegalArgumentException("\"" + segment + "\" can't be part of a URL's path in "
                        + String.join("/", segments) + ". Give the name or id that the API uses.");
            }
            path.add(encode(segment));
        }
        return path.toString();
    }

    /** Encodes a text for a path segment or a query's value. */
    public static String encode(String text) {
        return isUnreserved(text) ? text : percentEncoded(text);
    }

    /** Nearly all names and ids: they need no encoder. */
    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unreserved =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0;
            if (!unreserved) {
                return false;
            }
        }
        return true;
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /** Returns a URL as it may be shown: queries hold signatures, and user info passwords. */
    public static String withoutSecrets(String url) {
        int end = url.indexOf('?');
        String shown = end < 0 ? url : url.substring(0, end);
        int authority = shown.indexOf("://") + 3;
        int path = (shown + "/").indexOf('/', authority);
        int user = shown.lastIndexOf('@', path - 1);
        return authority < 3 || user < authority ? shown : shown.substring(0, authority) + shown.substring(user + 1);
    }

    /** Returns where a {@code Location} leads; null if it is not a URL. */
    static @Nullable URI relative(URI from, String location) {
        URI to = toUri(location);
        return to == null ? null : from.resolve(to);
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
                "The API sent a link to \"" + withoutSecrets(link) + "\", but links must stay below " + base
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
