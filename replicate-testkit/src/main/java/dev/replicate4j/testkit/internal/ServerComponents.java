package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.internal.api.AccountApi;
import dev.replicate4j.testkit.internal.api.CatalogueApi;
import dev.replicate4j.testkit.internal.api.DeliveryApi;
import dev.replicate4j.testkit.internal.api.DeploymentsApi;
import dev.replicate4j.testkit.internal.api.DownloadSignature;
import dev.replicate4j.testkit.internal.api.FilesApi;
import dev.replicate4j.testkit.internal.api.InputCheck;
import dev.replicate4j.testkit.internal.api.ModelsApi;
import dev.replicate4j.testkit.internal.api.Pagination;
import dev.replicate4j.testkit.internal.api.PredictionsApi;
import dev.replicate4j.testkit.internal.api.RequestModelResolver;
import dev.replicate4j.testkit.internal.api.RequestPipeline;
import dev.replicate4j.testkit.internal.api.RequestQuota;
import dev.replicate4j.testkit.internal.api.RunViews;
import dev.replicate4j.testkit.internal.api.StreamsApi;
import dev.replicate4j.testkit.internal.api.SyncWindow;
import dev.replicate4j.testkit.internal.api.TokenCheck;
import dev.replicate4j.testkit.internal.api.TrainingsApi;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.fault.RunFaultHandler;
import dev.replicate4j.testkit.internal.http.EmbeddedHttpServer;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.ServerExecutors;
import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.journal.RequestJournal;
import dev.replicate4j.testkit.internal.media.OutputFileStore;
import dev.replicate4j.testkit.internal.media.UploadStore;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.recording.Recording;
import dev.replicate4j.testkit.internal.recording.Traffic;
import dev.replicate4j.testkit.internal.responder.ResponderRegistry;
import dev.replicate4j.testkit.internal.run.RunJson;
import dev.replicate4j.testkit.internal.run.RunRegistry;
import dev.replicate4j.testkit.internal.run.RunScheduler;
import dev.replicate4j.testkit.internal.run.RunService;
import dev.replicate4j.testkit.internal.run.ServerUrls;
import dev.replicate4j.testkit.internal.time.ServerClock;
import dev.replicate4j.testkit.internal.time.SkewedServerClock;
import dev.replicate4j.testkit.internal.webhook.WebhookSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The parts of a server, wired. */
public final class ServerComponents implements AutoCloseable {

    /** Lifetime of output files, and of the data of runs after their end. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final String FILES_SECRET = "replicate-testkit files signing secret";

    private final ServerExecutors workers = new ServerExecutors();
    private final RequestJournal journal = new RequestJournal();
    private final FaultInjector faults = new FaultInjector();
    private final RunRegistry runs;
    private final DownloadSignature signature = new DownloadSignature(FILES_SECRET);
    private final String webhookSecret;
    private final ServerClock clock;
    private final SkewedServerClock runClock;
    private final RunViews views;
    private final ModelRegistry models;
    private final RequestModelResolver modelResolver;
    private final ResponderRegistry responders;
    private final UploadStore uploads;
    private final OutputFileStore outputFiles;
    private final EmbeddedHttpServer apiServer;
    private final EmbeddedHttpServer deliveryServer;
    private final @Nullable Traffic traffic;

    /** Starts a server. */
    public ServerComponents(ServerSettings settings) {
        clock = settings.clock();
        runClock = new SkewedServerClock(clock);
        models = new ModelRegistry(settings.models());
        runs = new RunRegistry(runClock, LIFETIME);
        responders = new ResponderRegistry(settings.timing());
        IdGenerator ids = new IdGenerator(settings.seed());
        uploads = new UploadStore(clock, ids, settings.maxUpload());
        webhookSecret = "whsec_" + Base64.getEncoder().encodeToString(bytes("replicate-testkit webhooks"));
        Router api = new Router();
        Router delivery = new Router();
        modelResolver = new RequestModelResolver(models, runs);
        RequestQuota limits =
                new RequestQuota(clock, settings.limits(), settings.createsPerMinute(), settings.othersPerMinute());
        TokenCheck tokens = new TokenCheck(settings.token());
        RequestPipeline apiPipeline = RequestPipeline.ofApi(api, journal, clock, faults, modelResolver, tokens, limits);
        RequestPipeline deliveryPipeline =
                RequestPipeline.ofDeliveries(delivery, journal, clock, faults, modelResolver);
        apiServer = EmbeddedHttpServer.bind(settings.port(), ServerOrigin.API, apiPipeline, workers);
        deliveryServer = EmbeddedHttpServer.bind(0, ServerOrigin.DELIVERY, deliveryPipeline, workers);
        outputFiles = new OutputFileStore(deliveryServer.address(), clock, ids, LIFETIME);
        RunJson json = new RunJson(new ServerUrls(baseUrl(), deliveryServer.address()), outputFiles);
        WebhookSender webhooks = new WebhookSender(json, clock, ids, faults, workers.bulk(), webhookSecret);
        RunService service = new RunService(
                runs,
                ids,
                runClock,
                new RunScheduler(runClock, outputFiles),
                new RunFaultHandler(responders, faults),
                webhooks::watch);
        views = addApi(api, settings, service, json);
        new StreamsApi(runs, clock, faults).addTo(delivery);
        new DeliveryApi(outputFiles).addTo(delivery);
        traffic = open(settings.recording());
        if (traffic != null) {
            Traffic replacement = traffic;
            api.replaceBy(call -> replacement.handle(call.request()));
            delivery.replaceBy(call -> replacement.handle(call.request()));
        }
        apiServer.start();
        deliveryServer.start();
    }

    private @Nullable Traffic open(@Nullable Recording recording) {
        return recording == null
                ? null
                : recording.open(
                        new ServerUrls(baseUrl(), deliveryServer.address()),
                        models,
                        modelResolver::find,
                        workers.bulk());
    }

    private RunViews addApi(Router api, ServerSettings settings, RunService service, RunJson json) {
        Pagination hundreds = new Pagination(apiServer.address(), settings.pageSize(100));
        Pagination twenties = new Pagination(apiServer.address(), settings.pageSize(25));
        InputCheck check = new InputCheck();
        SyncWindow window = new SyncWindow(service, json, clock, faults, settings.options());
        RunViews views = new RunViews(runs, json, runClock, faults, hundreds);
        PredictionsApi predictions = new PredictionsApi(models, views, service, check, window);
        predictions.addTo(api);
        new ModelsApi(models, twenties).addTo(api);
        new TrainingsApi(models, views, service, json, check, clock).addTo(api);
        new DeploymentsApi(models, predictions, twenties, clock).addTo(api);
        new FilesApi(uploads, hundreds, baseUrl(), clock, signature).addTo(api);
        new CatalogueApi(models, twenties).addTo(api);
        new AccountApi(webhookSecret).addTo(api);
        return views;
    }

    /** {@return the API's address, with the version} */
    public URI baseUrl() {
        return URI.create(apiServer.address() + "/v1");
    }

    /** {@return what was asked so far} */
    public RequestJournal journal() {
        return journal;
    }

    /** {@return the models} */
    public ModelRegistry models() {
        return models;
    }

    /** {@return what tells the model of a request} */
    public RequestModelResolver modelResolver() {
        return modelResolver;
    }

    /** {@return who answers} */
    public ResponderRegistry responders() {
        return responders;
    }

    /** {@return what goes wrong} */
    public FaultInjector faults() {
        return faults;
    }

    /** {@return the output files} */
    public OutputFileStore outputFiles() {
        return outputFiles;
    }

    /** {@return the uploaded files} */
    public UploadStore uploads() {
        return uploads;
    }

    /** {@return the URL by which an uploaded file can be downloaded until the given time} */
    public String signedDownloadUrl(String id, Instant until) {
        return signature.url(baseUrl(), id, until.getEpochSecond());
    }

    /** {@return what webhooks are signed with} */
    public String webhookSecret() {
        return webhookSecret;
    }

    /** {@return what shows runs} */
    public RunViews views() {
        return views;
    }

    /** Sets how far the clock of the runs is ahead of the clock of the replies. */
    public void clockSkew(Duration ahead) {
        runClock.skew(ahead);
    }

    /** {@return the threads} */
    public ServerExecutors workers() {
        return workers;
    }

    /** {@return the time} */
    public ServerClock clock() {
        return clock;
    }

    /** {@return the traffic that is recorded or replayed; null if the server simulates Replicate} */
    public @Nullable Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        apiServer.close();
        deliveryServer.close();
        if (traffic != null) {
            traffic.close();
        }
        clock.close();
        workers.close();
        uploads.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
