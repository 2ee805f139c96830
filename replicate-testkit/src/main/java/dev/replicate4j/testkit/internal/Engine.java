package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.internal.answer.SchemaAnswer;
import dev.replicate4j.testkit.internal.api.DeliveryApi;
import dev.replicate4j.testkit.internal.api.Gate;
import dev.replicate4j.testkit.internal.api.InputCheck;
import dev.replicate4j.testkit.internal.api.ModelsApi;
import dev.replicate4j.testkit.internal.api.Pages;
import dev.replicate4j.testkit.internal.api.PredictionsApi;
import dev.replicate4j.testkit.internal.api.StreamsApi;
import dev.replicate4j.testkit.internal.api.SyncWindow;
import dev.replicate4j.testkit.internal.http.HttpFront;
import dev.replicate4j.testkit.internal.http.Origin;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Workers;
import dev.replicate4j.testkit.internal.journal.Entry;
import dev.replicate4j.testkit.internal.journal.Journal;
import dev.replicate4j.testkit.internal.media.Deliveries;
import dev.replicate4j.testkit.internal.model.Ids;
import dev.replicate4j.testkit.internal.model.Models;
import dev.replicate4j.testkit.internal.run.Driver;
import dev.replicate4j.testkit.internal.run.Origins;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.Runs;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Puts the server's parts together. */
public final class Engine implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Settings settings;
    private final Workers workers = new Workers();
    private final Journal journal = new Journal();
    private final Router api = new Router();
    private final Router delivery = new Router();
    private final HttpFront apiFront;
    private final HttpFront deliveryFront;
    private final Models models;

    /** Starts a server. */
    public Engine(Settings settings) {
        this.settings = settings;
        this.models = new Models(settings.models());
        Gate apiGate = new Gate(api, settings.token());
        Gate deliveryGate = new Gate(delivery, null);
        this.apiFront = HttpFront.start(settings.port(), Origin.API, request -> record(request, apiGate), workers);
        this.deliveryFront = HttpFront.start(0, Origin.DELIVERY, request -> record(request, deliveryGate), workers);
        wire();
    }

    private void wire() {
        Ids ids = new Ids(settings.seed());
        URI apiOrigin = apiFront.address();
        Origins origins = new Origins(URI.create(apiOrigin + "/v1"), deliveryFront.address());
        Deliveries deliveries = new Deliveries(settings.timeline(), ids, LIFETIME);
        Runs runs = new Runs();
        RunJson json = new RunJson(origins, deliveries);
        Driver driver = new Driver(settings.timeline(), deliveries, origins.delivery());
        RunService service = new RunService(
                runs,
                ids,
                settings.timeline(),
                driver,
                (run, taker) -> taker.accept(SchemaAnswer.prediction(run.spec())),
                LIFETIME);
        SyncWindow window = new SyncWindow(service, json, settings.timeline(), settings::quirks);
        new PredictionsApi(models, runs, service, json, new InputCheck(), window, new Pages(apiOrigin, 100)).addTo(api);
        new ModelsApi(models, new Pages(apiOrigin, 25)).addTo(api);
        new StreamsApi(runs, settings.timeline()).addTo(delivery);
        new DeliveryApi(deliveries).addTo(delivery);
    }

    private CompletionStage<Reply> record(Request request, Gate gate) {
        Entry entry = journal.add(request, settings.timeline().now());
        return gate.handle(request).thenApply(reply -> {
            entry.replied(reply);
            return reply;
        });
    }

    /** Returns the API's address, with the version. */
    public URI baseUrl() {
        return URI.create(apiFront.address() + "/v1");
    }

    /** Returns what was asked so far. */
    public Journal journal() {
        return journal;
    }

    /** Returns the models. */
    public Models models() {
        return models;
    }

    @Override
    public void close() {
        apiFront.close();
        deliveryFront.close();
        settings.timeline().close();
        workers.close();
    }
}
