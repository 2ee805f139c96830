package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Splits lists into pages linked by opaque cursors. */
public final class Pagination {

    private final URI api;
    private final int size;

    /**
     * Makes pages.
     *
     * @param api the address that {@code next} and {@code previous} begin with, without the version
     * @param size how many items a page has
     */
    public Pagination(URI api, int size) {
        this.api = api;
        this.size = size;
    }

    /** {@return the page that the request asks for} */
    <T> ServerReply reply(ServerRequest request, List<T> all, Function<? super T, Map<String, @Nullable Object>> json) {
        Map<String, String> query = request.query();
        int from = position(query.get("cursor"));
        int to = Math.min(all.size(), from + size);
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (T item : all.subList(Math.min(from, to), to)) {
            results.add(json.apply(item));
        }
        return ServerReply.json(
                200,
                ServerJson.object(
                        "previous", from == 0 ? null : link(request, query, Math.max(0, from - size)),
                        "next", to >= all.size() ? null : link(request, query, to),
                        "results", results));
    }

    private String link(ServerRequest request, Map<String, String> query, int position) {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.put(
                "cursor", Base64.getEncoder().encodeToString(("p=" + position).getBytes(StandardCharsets.UTF_8)));
        String text = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return api + request.path() + "?" + text;
    }

    private static int position(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseUnsignedInt(text.substring("p=".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ApiError.notFound("Invalid cursor");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
