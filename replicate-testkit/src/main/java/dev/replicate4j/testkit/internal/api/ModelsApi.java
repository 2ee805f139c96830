package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Models and their versions. */
public final class ModelsApi {

    private static final Set<String> SORTS = Set.of("model_created_at", "latest_version_created_at");
    private static final Set<String> DIRECTIONS = Set.of("asc", "desc");

    private static final BodyCheck CREATION = new BodyCheck()
            .text("owner", true)
            .text("name", true)
            .choice("visibility", "public", "private")
            .choice("hardware", AccountApi.SKUS)
            .optionalText("description")
            .optionalText("github_url")
            .optionalText("paper_url")
            .optionalText("license_url")
            .optionalText("cover_image_url");

    private static final BodyCheck UPDATE = new BodyCheck()
            .optionalText("description")
            .optionalText("readme")
            .optionalText("github_url")
            .optionalText("paper_url")
            .optionalText("weights_url")
            .optionalText("license_url");

    private final ModelRegistry models;
    private final Pagination pages;

    /** Serves models. */
    public ModelsApi(ModelRegistry models, Pagination pages) {
        this.models = models;
        this.pages = pages;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        String model = "/v1/models/{owner}/{name}";
        router.add("GET", "/v1/models", this::list)
                .add("POST", "/v1/models", this::create)
                .add("QUERY", "/v1/models", this::search)
                .add("GET", model, call -> ServerReply.json(200, find(call).json()))
                .add("PATCH", model, this::update)
                .add("DELETE", model, this::delete)
                .add("GET", model + "/examples", this::examples)
                .add("GET", model + "/readme", this::readme)
                .add("GET", model + "/versions", this::versions)
                .add(
                        "GET",
                        model + "/versions/{id}",
                        call -> ServerReply.json(200, version(call).json()))
                .add("DELETE", model + "/versions/{id}", this::deleteVersion);
    }

    private ServerReply list(Call call) {
        Map<String, String> query = call.request().query();
        String direction = query.getOrDefault("sort_direction", "desc");
        if (!SORTS.contains(query.getOrDefault("sort_by", "latest_version_created_at"))
                || !DIRECTIONS.contains(direction)) {
            throw ApiError.badRequest("sort_by is one of model_created_at and latest_version_created_at, sort_direction"
                    + " one of asc and desc.");
        }
        List<SimulatedModel> all = models.newestFirst();
        if (direction.equals("asc")) {
            Collections.reverse(all);
        }
        return pages.reply(call.request(), all, SimulatedModel::json);
    }

    private ServerReply create(Call call) {
        Map<String, @Nullable Object> body = CREATION.check(CreateRequest.object(call.request()));
        String owner = String.valueOf(body.get("owner"));
        String name = String.valueOf(body.get("name"));
        if (models.find(owner + "/" + name).isPresent()) {
            throw ApiError.conflict("A model with that name and owner already exists.");
        }
        SimulatedModel model = SimulatedModel.created(owner, name, body);
        models.add(model);
        return ServerReply.json(201, model.json());
    }

    /** The query is text; clients that send it as a JSON string are understood too. */
    private ServerReply search(Call call) {
        String text = new String(call.request().body(), StandardCharsets.UTF_8).trim();
        return pages.reply(call.request(), models.search(text.replaceAll("^\"|\"$", "")), SimulatedModel::json);
    }

    private ServerReply update(Call call) {
        SimulatedModel model = find(call);
        model.update(UPDATE.check(CreateRequest.object(call.request())));
        return ServerReply.json(200, model.json());
    }

    private ServerReply delete(Call call) {
        SimulatedModel model = find(call);
        if (!model.versions().isEmpty()) {
            throw ApiError.badRequest("You can only delete models that have no versions.");
        }
        models.remove(model.ref());
        return ServerReply.empty(204);
    }

    private ServerReply examples(Call call) {
        Map<String, @Nullable Object> example = find(call).example();
        List<Map<String, @Nullable Object>> examples = example == null ? List.of() : List.of(example);
        return pages.reply(call.request(), examples, json -> json);
    }

    private ServerReply readme(Call call) {
        SimulatedModel model = find(call);
        Object readme = model.fact("readme");
        Object description = model.fact("description");
        if (readme == null && description == null) {
            throw ApiError.notFound();
        }
        String text = readme == null ? "# " + model.name() + "\n\n" + description + "\n" : readme.toString();
        return ServerReply.text(200, "text/plain; charset=utf-8", text);
    }

    private ServerReply versions(Call call) {
        return pages.reply(call.request(), addressable(call).versions(), SimulatedVersion::json);
    }

    private SimulatedVersion version(Call call) {
        return addressable(call).version(call.parameter("id")).orElseThrow(ApiError::notFound);
    }

    private ServerReply deleteVersion(Call call) {
        find(call).remove(version(call).id());
        return ServerReply.empty(202);
    }

    private SimulatedModel find(Call call) {
        return models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .orElseThrow(ApiError::notFound);
    }

    /** Official models are run by name: their versions cannot be asked for. */
    private SimulatedModel addressable(Call call) {
        SimulatedModel model = find(call);
        if (model.official()) {
            throw ApiError.notFound();
        }
        return model;
    }
}
