package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collections, one for each owner, and the search. */
public final class CatalogueApi {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 50;

    private final ModelRegistry models;
    private final Pagination pages;

    /** Serves what can be said of the models. */
    public CatalogueApi(ModelRegistry models, Pagination pages) {
        this.models = models;
        this.pages = pages;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/v1/collections", this::collections)
                .add("GET", "/v1/collections/{slug}", this::collection)
                .add("GET", "/v1/search", this::search);
    }

    private ServerReply collections(Call call) {
        return pages.reply(call.request(), List.copyOf(byOwner().keySet()), CatalogueApi::shortJson);
    }

    private ServerReply collection(Call call) {
        List<SimulatedModel> members = byOwner().get(call.parameter("slug"));
        if (members == null) {
            throw ApiError.notFound();
        }
        Map<String, @Nullable Object> json = shortJson(call.parameter("slug"));
        json.put("full_description", null);
        json.put("models", members.stream().map(SimulatedModel::json).toList());
        return ServerReply.json(200, json);
    }

    private ServerReply search(Call call) {
        Map<String, String> parameters = call.request().query();
        String query = parameters.getOrDefault("query", "");
        if (query.isBlank()) {
            throw ApiError.detailOnly(400, "The query parameter is required.");
        }
        List<Map<String, @Nullable Object>> hits = new ArrayList<>();
        for (SimulatedModel model : models.search(query)) {
            if (hits.size() < limit(parameters.get("limit"))) {
                hits.add(hit(model, 1.0 / (hits.size() + 1)));
            }
        }
        String needle = query.toLowerCase(Locale.ROOT);
        List<Map<String, @Nullable Object>> collections = new ArrayList<>();
        byOwner().forEach((slug, members) -> {
            if (slug.toLowerCase(Locale.ROOT).contains(needle)) {
                Map<String, @Nullable Object> json = shortJson(slug);
                json.put("models", members.stream().map(SimulatedModel::ref).toList());
                collections.add(json);
            }
        });
        return ServerReply.json(
                200,
                ServerJson.object(
                        "query", query,
                        "models", hits,
                        "collections", collections,
                        "pages",
                                List.of(ServerJson.object(
                                        "name", "Testkit: " + query, "href", "/docs/topics/" + needle))));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiError.detailOnly(400, "limit must be between 1 and 50.");
        }
        return limit;
    }

    private static Map<String, @Nullable Object> hit(SimulatedModel model, double score) {
        return ServerJson.object(
                "model",
                model.json(),
                "metadata",
                ServerJson.object(
                        "generated_description", model.fact("description"), "score", score, "tags", List.of()));
    }

    private static Map<String, @Nullable Object> shortJson(String slug) {
        return ServerJson.object("name", slug, "slug", slug, "description", "Models of " + slug);
    }

    private Map<String, List<SimulatedModel>> byOwner() {
        Map<String, List<SimulatedModel>> byOwner = new LinkedHashMap<>();
        for (SimulatedModel model : models.newestFirst()) {
            byOwner.computeIfAbsent(model.owner(), owner -> new ArrayList<>()).add(model);
        }
        return byOwner;
    }
}
