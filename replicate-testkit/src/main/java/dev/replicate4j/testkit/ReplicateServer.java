package dev.replicate4j.testkit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.internal.ServerComponents;
import dev.replicate4j.testkit.internal.fault.Chaos;
import dev.replicate4j.testkit.internal.fault.FaultInjector;
import dev.replicate4j.testkit.internal.media.GeneratedBody;
import dev.replicate4j.testkit.internal.media.MediaFile;
import dev.replicate4j.testkit.internal.media.MediaFormat;
import dev.replicate4j.testkit.internal.media.PathBody;
import dev.replicate4j.testkit.internal.media.ReceivedFiles;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.recording.Traffic;
import dev.replicate4j.testkit.internal.responder.HandlerResponder;
import dev.replicate4j.testkit.internal.responder.OutputSteps;
import dev.replicate4j.testkit.internal.responder.Responder;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.RunTiming;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that behaves as Replicate does. It is a test double: it runs no models and costs
 * nothing.
 *
 * <pre>{@code
 * try (ReplicateServer server = ReplicateServer.builder().pins(Path.of("src/main/replicate")).start()) {
 *     server.on(Llama3.MODEL, input -> "You said: " + input.text("prompt"));
 *     Replicate replicate = server.client();
 *     ...
 *     server.requests().predictions(Llama3.MODEL).assertCount(1);
 * }
 * }</pre>
 *
 * <p>Models without handler or stub answer by their schemas: with texts built from the input, and with real pictures and
 * sounds. The same input always gets the same answer. Safe for use by several threads.
 */
public final class ReplicateServer implements AutoCloseable {

    private final ServerComponents components;
    private final ReceivedFiles inputFiles;
    private final List<Replicate> clients = new CopyOnWriteArrayList<>();

    ReplicateServer(ServerComponents components) {
        this.components = components;
        this.inputFiles = new ReceivedFiles(components.baseUrl(), components.uploads(), components.outputFiles());
    }

    /** {@return a builder of a server} */
    public static ReplicateServerBuilder builder() {
        return new ReplicateServerBuilder();
    }

    /**
     * Starts a server that replays recorded traffic: it needs no other server and spends nothing. Equal calls get the recorded
     * replies in turn, whatever their order and threads. A run is replayed by its states, one for each read, so that a client
     * may poll more or less often than the one that was recorded. A call that was not recorded gets status 400, with how it
     * differs from the nearest recorded one.
     *
     * @param file the recording
     * @return the server, to be closed
     * @throws IllegalArgumentException if the file is not a recording
     */
    public static ReplicateServer replaying(Path file) {
        return builder().replay(file).start();
    }

    /**
     * Starts a server that forwards all requests to another server and records the traffic, without tokens and secrets. The
     * file is written when the server is closed; contents that are large or not text are written beside it.
     *
     * @param file the recording
     * @param baseUrl the base URL of the other server's API, such as {@code https://api.replicate.com/v1}
     * @param token the token for the other server
     * @return the server, to be closed
     * @throws IllegalStateException if spending is forbidden and the other server is not on this machine
     */
    public static ReplicateServer recording(Path file, String baseUrl, String token) {
        return builder().record(file, baseUrl, token).start();
    }

    /** Discards what the server has recorded so far; for tests that fail. */
    public void discardRecording() {
        Traffic traffic = components.traffic();
        if (traffic != null) {
            traffic.discard();
        }
    }

    /** {@return the base URL of the API, as clients take it: {@code http://127.0.0.1:PORT/v1}} */
    public String baseUrl() {
        return components.baseUrl().toString();
    }

    /** {@return the models that the server knows: {@code owner/name} of official models, {@code owner/name:version} of others} */
    public List<String> models() {
        return components.models().newestFirst().stream()
                .map(model -> model.official() ? model.ref() : model.ref() + latest(model))
                .sorted()
                .toList();
    }

    /**
     * {@return a new client of this server, which is closed with the server; {@link Replicate#toBuilder} creates others from
     * it}
     */
    public Replicate client() {
        Replicate client =
                Replicate.builder().apiToken("test-token").baseUrl(baseUrl()).build();
        clients.add(client);
        return client;
    }

    /**
     * Answers the predictions of a model by code. A model that has no pin is added to the server, and takes any input.
     *
     * @param <O> the whole output
     * @param model the model
     * @param handler makes the output; it replaces the model's other handlers and stubs
     */
    public <O extends @Nullable Object> void on(ModelDefinition<?, O, ?> model, ModelHandler<O> handler) {
        know(model);
        on(model.ref().model(), handler);
    }

    /**
     * Answers the predictions of a model by code. A model that has no pin is added to the server as an official one, and takes
     * any input.
     *
     * @param model {@code owner/name}
     * @param handler makes the output; it replaces the model's other handlers and stubs
     */
    public void on(String model, ModelHandler<?> handler) {
        know(model);
        register(model, (run, scheduler) -> {
            Object output = handler.answer(received(run));
            return RunScript.of(OutputSteps.whole(run.spec(), output));
        });
    }

    /**
     * Answers the predictions of a model by code, piece by piece.
     *
     * @param <P> one piece of the output
     * @param model the model
     * @param handler makes the output; it replaces the model's other handlers and stubs
     */
    public <P extends @Nullable Object> void onStream(ModelDefinition<?, ?, P> model, StreamingHandler<P> handler) {
        know(model);
        onStream(model.ref().model(), handler);
    }

    /**
     * Answers the predictions of a model by code, piece by piece.
     *
     * @param <P> one piece of the output
     * @param model {@code owner/name}
     * @param handler makes the output; it replaces the model's other handlers and stubs
     */
    public <P extends @Nullable Object> void onStream(String model, StreamingHandler<P> handler) {
        know(model);
        register(model, (run, scheduler) -> {
            handler.run(received(run), new StreamingRun<>(run, scheduler));
            return RunScript.of(List.of());
        });
    }

    /**
     * Returns a stub for the answers of a model.
     *
     * @param <O> the whole output
     * @param <P> one piece of the output
     * @param model the model
     * @return a stub, which takes effect with its first answer
     */
    public <O extends @Nullable Object, P extends @Nullable Object> ModelStub<O, P> when(
            ModelDefinition<?, O, P> model) {
        know(model);
        return stub(model.ref().model());
    }

    /**
     * Returns a stub for the answers of a model.
     *
     * @param model {@code owner/name}
     * @return a stub, which takes effect with its first answer
     */
    public ModelStub<@Nullable Object, @Nullable Object> when(String model) {
        know(model);
        return stub(model);
    }

    /**
     * Sets how long predictions and trainings take from now on, unless a stub or handler says otherwise.
     *
     * @param queued how long they are {@code starting}
     * @param running how long they are {@code processing}
     */
    public void timing(Duration queued, Duration running) {
        components.responders().timing(new RunTiming(queued, running));
    }

    /**
     * Creates a file for an output.
     *
     * @param name the file's name; {@code .png}, {@code .jpg}, {@code .gif} and {@code .wav} get a real picture or sound that
     *     depends on the name, anything else gets the name as its text
     * @return the file, by its URL on this server
     */
    public URLPath file(String name) {
        int dot = name.lastIndexOf('.');
        MediaFormat kind = MediaFormat.ofFormat(name.substring(dot + 1));
        return publish(
                kind == null
                        ? MediaFile.of(name, "text/plain", name.getBytes(StandardCharsets.UTF_8))
                        : kind.file(name.substring(0, dot), IdGenerator.hash(name)));
    }

    /**
     * Creates a file for an output.
     *
     * @param name the file's name, which ends its URL
     * @param content its content
     * @return the file, by its URL on this server
     */
    public URLPath file(String name, byte[] content) {
        return publish(new MediaFile(
                name,
                MediaFormat.media(name, content).type(),
                MediaFile.of(name, "", content).content()));
    }

    /**
     * Creates a file for an output from a file on disk.
     *
     * @param file the file, read when it is downloaded
     * @return the file, by its URL on this server
     * @throws java.io.UncheckedIOException if the file does not exist
     */
    public URLPath file(Path file) {
        return publish(PathBody.media(file));
    }

    /**
     * Creates a file of any size that takes no memory: its bytes are generated while they are sent, always the same.
     *
     * @param name the file's name, which ends its URL
     * @param bytes its size
     * @return the file, by its URL on this server
     */
    public URLPath fileOfSize(String name, long bytes) {
        GeneratedBody body = new GeneratedBody(bytes);
        return publish(new MediaFile(name, "application/octet-stream", () -> body));
    }

    /**
     * Creates an output file expire at once. By default files expire after an hour.
     *
     * @param url the file's URL
     * @return whether there was such a file
     */
    public boolean expire(String url) {
        return components.outputFiles().expire(url);
    }

    /**
     * Returns the URL by which an uploaded file can be downloaded without a token.
     *
     * @param id the file's id
     * @param lifetime how long the URL is valid
     * @return the signed URL
     */
    public String signedDownloadUrl(String id, Duration lifetime) {
        return components.signedDownloadUrl(id, components.clock().now().plus(lifetime));
    }

    /**
     * {@return the secret that webhooks are signed with: {@code whsec_} and base64, as {@code GET /v1/webhooks/default/secret}
     * returns it}
     */
    public String webhookSecret() {
        return components.webhookSecret();
    }

    /**
     * Sets how the API shows runs when they are read, listed or canceled; the reply of a create is left as it is.
     *
     * <pre>{@code
     * server.echo(EchoForm.LARGE_INTEGERS_AS_FLOATS);
     * server.echo(run -> { run.remove("deployment"); return run; });
     * }</pre>
     *
     * @param form an {@link EchoForm}, or a function that gets a run as its JSON members, may change them, and returns
     *     what is sent; {@link UnaryOperator#identity()} ends it
     */
    public void echo(UnaryOperator<Map<String, @Nullable Object>> form) {
        components.views().echo(form);
    }

    /**
     * Sets how far the clock that dates runs ({@code created_at} and the like) is ahead of the clock that dates replies
     * (the header {@code Date}).
     *
     * @param ahead how far it is ahead; behind where negative
     */
    public void clockSkew(Duration ahead) {
        components.clockSkew(ahead);
    }

    /**
     * Injects faults.
     *
     * @param faults the faults; where several fit a request, they happen one after the other
     * @return the injected faults, to count or to remove them
     */
    public InjectedFault inject(Fault... faults) {
        List<FaultInjector.Active> active = new ArrayList<>();
        for (Fault fault : faults) {
            active.add(components.faults().add(fault.rule()));
        }
        return new InjectedFault(active);
    }

    /**
     * Injects faults at random: lost and late replies, cut bodies and streams, retryable errors. A careful client survives them. The
     * same seed hits the same requests, as long as they come in the same order; {@link RecordedRequest#fault()} says which.
     *
     * @param seed any number
     * @param rate the share of requests that are hit, from 0 to 1
     */
    public void chaos(long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("The rate is from 0 to 1, but is " + rate + ".");
        }
        components.faults().chaos(rate == 0 ? null : new Chaos(seed, rate));
    }

    /** {@return a view of the requests so far} */
    public Requests requests() {
        return new Requests(components.journal(), components.modelResolver());
    }

    /** Removes handlers, stubs, faults, echo form and clock skew, and clears the requests. Predictions, models and files remain. */
    public void reset() {
        components.responders().clear();
        components.faults().clear();
        components.views().echo(UnaryOperator.identity());
        components.clockSkew(Duration.ZERO);
        components.journal().clear();
    }

    /** Stops the server: closes its clients and all connections, held requests included. */
    @Override
    public void close() {
        clients.forEach(Replicate::close);
        components.close();
    }

    private void know(ModelDefinition<?, ?, ?> model) {
        know(
                model.ref().model(),
                model.isOfficial(),
                model.version().orElseGet(() -> IdGenerator.version(model.toString())));
    }

    private void know(String model) {
        know(model, true, IdGenerator.version(model));
    }

    private void know(String model, boolean official, String version) {
        if (components.traffic() != null) {
            throw new IllegalStateException(
                    "This server has recorded answers: " + model + " needs no handler or stub.");
        }
        if (components.models().find(model).isEmpty()) {
            components.models().add(SimulatedModel.unchecked(model, official, version));
        }
    }

    private static String latest(SimulatedModel model) {
        return model.latest().map(version -> ":" + version.id()).orElse("");
    }

    private void register(String model, HandlerResponder.Code code) {
        Responder responder = new HandlerResponder(
                code,
                components.workers().bulk(),
                () -> components.responders().timing().running());
        components.responders().add(model, input -> true, responder);
    }

    private <O extends @Nullable Object, P extends @Nullable Object> ModelStub<O, P> stub(String model) {
        return new ModelStub<>(
                (Predicate<Map<String, @Nullable Object>> fits, Responder responder) ->
                        components.responders().add(model, fits, responder),
                () -> components.responders().timing().running());
    }

    private ReceivedInput received(SimulatedRun run) {
        return new ReceivedInput(run.spec().input(), inputFiles);
    }

    private URLPath publish(MediaFile media) {
        return URLPath.of(components.outputFiles().publish(media));
    }
}
