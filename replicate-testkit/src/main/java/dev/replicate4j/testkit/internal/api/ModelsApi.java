package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Router.Call;
import dev.replicate4j.testkit.internal.model.Model;
import dev.replicate4j.testkit.internal.model.ModelVersion;
import dev.replicate4j.testkit.internal.model.Models;

/** Models and their versions. */
public final class ModelsApi {

    private final Models models;
    private final Pages pages;

    /** Serves models. */
    public ModelsApi(Models models, Pages pages) {
        this.models = models;
        this.pages = pages;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/v1/models", call -> pages.reply(call.request(), models.all(), Model::json))
                .add(
                        "GET",
                        "/v1/models/{owner}/{name}",
                        call -> Reply.json(200, find(call).json()))
                .add("GET", "/v1/models/{owner}/{name}/versions", this::versions)
                .add(
                        "GET",
                        "/v1/models/{owner}/{name}/versions/{id}",
                        call -> Reply.json(200, version(call).json()));
    }

    private Reply versions(Call call) {
        return pages.reply(call.request(), addressable(call).versions(), ModelVersion::json);
    }

    private ModelVersion version(Call call) {
        return addressable(call).version(call.parameter("id")).orElseThrow(Problem::notFound);
    }

    private Model find(Call call) {
        return models.find(call.parameter("owner") + "/" + call.parameter("name"))
                .orElseThrow(Problem::notFound);
    }

    /** Official models are run by name: their versions cannot be asked for. */
    private Model addressable(Call call) {
        Model model = find(call);
        if (model.official()) {
            throw Problem.notFound();
        }
        return model;
    }
}
