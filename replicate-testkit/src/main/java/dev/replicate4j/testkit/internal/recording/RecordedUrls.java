package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.run.ServerUrls;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates URLs. A recording has Replicate's own: the API at {@code api.replicate.com}, files and streams where they were.
 * A client sees those of the server instead, so that it requests everything from the server: a file's URL is a path of the
 * server's delivery address, {@code /https/replicate.delivery/...}.
 *
 * @param server the addresses of the server
 * @param upstream the base URL of the API that is recorded
 */
record RecordedUrls(ServerUrls server, String upstream) {

    static final String API = "https://api.replicate.com/v1";

    /** The hosts that Replicate serves files and streams from, and any server on this machine. */
    private static final Pattern DELIVERY = Pattern.compile(
            "https?://([\\w.-]+\\.)?(replicate\\.(delivery|net)|(stream|files)[\\w.-]*\\.replicate\\.com|127\\.0\\.0\\.1|localhost)"
                    + "(:\\d+)?/\\S*");

    /** A stream's path begins as the testkit's own streams do, so that it can be told from a file. */
    private static final String STREAM = "/v1";

    private static final Pattern SCHEME = Pattern.compile("^(?:" + STREAM + ")?/(https?)/");

    /** {@return the recorded form of a URL of a request: the path and query, or the whole URL of a file} */
    String ofRequest(boolean api, String target) {
        return api
                ? API + target.replaceFirst("^/v1", "")
                : SCHEME.matcher(target).replaceFirst("$1://");
    }

    /** {@return where the request with the recorded URL is forwarded to} */
    URI forward(String recorded) {
        return URI.create(recorded.startsWith(API) ? upstream + recorded.substring(API.length()) : recorded);
    }

    /** {@return text that a client sent, with recorded URLs} */
    String fromClient(String text) {
        return text.replace(server.api().toString(), API)
                .replace(server.delivery() + STREAM + "/http", server.delivery() + "/http")
                .replace(server.delivery() + "/https/", "https://")
                .replace(server.delivery() + "/http/", "http://");
    }

    /** {@return text with recorded URLs, as it is forwarded} */
    String toUpstream(String text) {
        return text.replace(API, upstream);
    }

    /** {@return text that the upstream server sent, with recorded URLs} */
    String fromUpstream(String text) {
        return text.replace(upstream, API);
    }

    /** {@return a JSON value with recorded URLs, as a client gets it} */
    @Nullable Object toClient(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.containsKey("urls")) {
            Map<String, @Nullable Object> object = ServerJson.asObject(map);
            Map<String, @Nullable Object> urls = ServerJson.asObject(object.remove("urls"));
            Map<String, @Nullable Object> translated = ServerJson.asObject(mapped(object));
            translated.put("urls", urlsToClient(urls));
            return translated;
        }
        return mapped(value);
    }

    private @Nullable Object mapped(@Nullable Object value) {
        return ServerJson.mapLeaves(value, leaf -> leaf instanceof String text ? toClient(text) : leaf);
    }

    private Object urlsToClient(Map<String, @Nullable Object> urls) {
        Map<String, @Nullable Object> translated = ServerJson.asObject(mapped(urls));
        translated.computeIfPresent(
                "stream",
                (name, url) -> String.valueOf(url).replace(server.delivery().toString(), server.delivery() + STREAM));
        return translated;
    }

    /** {@return a text with the URLs that a client gets, if it is a URL as a whole} */
    String toClient(String text) {
        if (text.startsWith(API)) {
            return server.api() + text.substring(API.length());
        }
        return DELIVERY.matcher(text).matches() ? server.delivery() + "/" + text.replaceFirst("://", "/") : text;
    }
}
