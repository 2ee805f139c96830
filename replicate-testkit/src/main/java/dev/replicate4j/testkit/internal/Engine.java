package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.internal.answer.Answering;
import dev.replicate4j.testkit.internal.api.AccountApi;
import dev.replicate4j.testkit.internal.api.CatalogueApi;
import dev.replicate4j.testkit.internal.api.DeliveryApi;
import dev.replicate4j.testkit.internal.api.DeploymentsApi;
import dev.replicate4j.testkit.internal.api.FileSignature;
import dev.replicate4j.testkit.internal.api.FilesApi;
import dev.replicate4j.testkit.internal.api.Gate;
import dev.replicate4j.testkit.internal.api.InputCheck;
import dev.replicate4j.testkit.internal.api.Limits;
import dev.replicate4j.testkit.internal.api.ModelOfRequest;
import dev.replicate4j.testkit.internal.api.ModelsApi;
import dev.replicate4j.testkit.internal.api.Pages;
import dev.replicate4j.testkit.internal.api.PredictionsApi;
import dev.replicate4j.testkit.internal.api.RunViews;
import dev.replicate4j.testkit.internal.api.StreamsApi;
import dev.replicate4j.testkit.internal.api.SyncWindow;
import dev.replicate4j.testkit.internal.api.Tokens;
import dev.replicate4j.testkit.internal.api.TrainingsApi;
import dev.replicate4j.testkit.internal.fault.Faults;
import dev.replicate4j.testkit.internal.fault.FaultyAnswers;
import dev.replicate4j.testkit.internal.http.LoopbackServer;
import dev.replicate4j.testkit.internal.http.Origin;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.Workers;
import dev.replicate4j.testkit.internal.journal.Journal;
import dev.replicate4j.testkit.internal.media.Deliveries;
import dev.replicate4j.testkit.internal.media.Uploads;
import dev.replicate4j.testkit.internal.model.Ids;
import dev.replicate4j.testkit.internal.model.Models;
import dev.replicate4j.testkit.internal.run.Driver;
import dev.replicate4j.testkit.internal.run.Origins;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.Runs;
import dev.replicate4j.testkit.internal.time.SkewedTimeline;
import dev.replicate4j.testkit.internal.time.Timeline;
import dev.replicate4j.testkit.internal.webhook.Webhooks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Puts the server's parts together, and gives out those that a test may want to reach. */
public final class Engine implements AutoCloseable {

    /** Files and data go an hour after they were made. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final String FILES_SECRET = "replicate-testkit files signing secret";

    private final Workers workers = new Workers();
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final Runs runs;
    private final FileSignature signature = new FileSignature(FILES_SECRET);
    private final String webhookSecret;
    private final Timeline timeline;
    private final SkewedTimeline runTimeline;
    private final RunViews views;
    private final Models models;
    private final ModelOfRequest ofRequest;
    private final Answering answering;
    private final Uploads uploads;
    private final Deliveries deliveries;
    private final LoopbackServer apiServer;
    private final LoopbackServer deliveryServer;

    /** Starts a server. */
    public Engine(Settings settings) {
        timeline = settings.timeline();
        runTimeline = new SkewedTimeline(timeline);
        models = new Models(settings.models());
        runs = new Runs(runTimeline, LIFETIME);
        answering = new Answering(settings.timing());
        Ids ids = new Ids(settings.seed());
        uploads = new Uploads(timeline, ids, settings.maxUpload());
        webhookSecret = "whsec_" + Base64.getEncoder().encodeToString(bytes("replicate-testkit webhooks"));
        Router api = new Router();
        Router delivery = new Router();
        ofRequest = new ModelOfRequest(models, runs);
        Limits limits =
                new Limits(timeline, settings.limits(), settings.createsPerMinute(), settings.othersPerMinute());
        Tokens tokens = new Tokens(settings.token());
        Gate apiGate = Gate.ofApi(api, journal, timeline, faults, ofRequest, tokens, limits);
        Gate deliveryGate = Gate.ofDeliveries(delivery, journal, timeline, faults, ofRequest);
        apiServer = LoopbackServer.bind(settings.port(), Origin.API, apiGate, workers);
        deliveryServer = LoopbackServer.bind(0, Origin.DELIVERY, deliveryGate, workers);
        deliveries = new Deliveries(deliveryServer.address(), timeline, ids, LIFETIME);
        RunJson json = new RunJson(new Origins(baseUrl(), deliveryServer.address()), deliveries);
        Webhooks webhooks = new Webhooks(json, timeline, ids, faults, workers.bulk(), webhookSecret);
        RunService service = new RunService(
                runs,
                ids,
                runTimeline,
                new Driver(runTimeline, deliveries),
                new FaultyAnswers(answering, faults),
                webhooks::watch);
        views = addApi(api, settings, service, json);
        new StreamsApi(runs, timeline, faults).addTo(delivery);
        new DeliveryApi(deliveries).addTo(delivery);
        apiServer.start();
        deliveryServer.start();
    }

    private RunViews addApi(Router api, Settings settings, RunService service, RunJson json) {
        Pages hundreds = new Pages(apiServer.address(), settings.pageSize(100));
        Pages twenties = new Pages(apiServer.address(), settings.pageSize(25));
        InputCheck check = new InputCheck();
        SyncWindow window = new SyncWindow(service, json, timeline, faults, settings.quirks());
        RunViews views = new RunViews(runs, json, runTimeline, faults, hundreds);
        PredictionsApi predictions = new PredictionsApi(models, views, service, check, window);
        predictions.addTo(api);
        new ModelsApi(models, twenties).addTo(api);
        new TrainingsApi(models, views, service, json, check, timeline).addTo(api);
        new DeploymentsApi(models, predictions, twenties, timeline).addTo(api);
        new FilesApi(uploads, hundreds, baseUrl(), timeline, signature).addTo(api);
        new CatalogueApi(models, twenties).addTo(api);
        new AccountApi(webhookSecret).addTo(api);
        return views;
    }

    /** Returns the API's address, with the version. */
    public URI baseUrl() {
        return URI.create(apiServer.address() + "/v1");
    }

    /** Returns what was asked so far. */
    public Journal journal() {
        return journal;
    }

    /** Returns the models. */
    public Models models() {
        return models;
    }

    /** Returns what tells the model of a request. */
    public ModelOfRequest modelOfRequest() {
        return ofRequest;
    }

    /** Returns who answers. */
    public Answering answering() {
        return answering;
    }

    /** Returns what goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** Returns the output files. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Returns the uploaded files. */
    public Uploads uploads() {
        return uploads;
    }

    /** Returns the URL by which an uploaded file can be downloaded until the given time. */
    public String signedDownloadUrl(String id, Instant until) {
        return signature.url(baseUrl(), id, until.getEpochSecond());
    }

    /** Returns what webhooks are signed with. */
    public String webhookSecret() {
        return webhookSecret;
    }

    /** Returns what shows runs. */
    public RunViews views() {
        return views;
    }

    /** Sets how far the clock of the runs is ahead of the clock of the replies. */
    public void clockSkew(Duration ahead) {
        runTimeline.skew(ahead);
    }

    /** Returns the threads. */
    public Workers workers() {
        return workers;
    }

    /** Returns the time. */
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public void close() {
        apiServer.close();
        deliveryServer.close();
        timeline.close();
        workers.close();
        uploads.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
