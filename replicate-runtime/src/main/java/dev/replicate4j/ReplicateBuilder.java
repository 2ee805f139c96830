package dev.replicate4j;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.TransferListener;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.call.PredictionService;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.InputFiles;
import dev.replicate4j.internal.file.Uploads;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@linkplain Replicate clients}. May be used again after {@link #build}; not thread-safe.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.builder()
 *         .apiToken(token)
 *         .retryPolicy(RetryPolicy.standard().withMaxAttempts(8))
 *         .options(o -> o.timeout(Duration.ofMinutes(10)))
 *         .build();
 * }</pre>
 */
public final class ReplicateBuilder {

    private static final String TOKEN_VARIABLE = "REPLICATE_API_TOKEN";
    private static final String BASE_URL_VARIABLE = "REPLICATE_BASE_URL";

    private UnaryOperator<@Nullable String> environment = System::getenv;
    private @Nullable Scheduler pacer;
    private @Nullable String apiToken;
    private @Nullable String baseUrl;
    private String userAgent = "replicate4j";
    private Map<String, String> headers = new LinkedHashMap<>();
    private Duration requestTimeout = TransportConfig.DEFAULT_TIMEOUT;
    private Duration connectTimeout = TransportConfig.DEFAULT_CONNECT_TIMEOUT;
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private HttpListener httpListener = new HttpListener() {};
    private RunListener runListener = prediction -> {};
    private TransferListener transferListener = (file, bytes, total) -> {};
    private @Nullable ProxySelector proxy;
    private @Nullable HttpClient httpClient;
    private @Nullable Executor executor;
    private @Nullable Path downloadDirectory;
    private CallOptions options = CallOptions.DEFAULT;

    ReplicateBuilder() {}

    ReplicateBuilder(ReplicateBuilder other) {
        environment = other.environment;
        pacer = other.pacer;
        apiToken = other.apiToken;
        baseUrl = other.baseUrl;
        userAgent = other.userAgent;
        headers = new LinkedHashMap<>(other.headers);
        requestTimeout = other.requestTimeout;
        connectTimeout = other.connectTimeout;
        retryPolicy = other.retryPolicy;
        httpListener = other.httpListener;
        runListener = other.runListener;
        transferListener = other.transferListener;
        proxy = other.proxy;
        httpClient = other.httpClient;
        executor = other.executor;
        downloadDirectory = other.downloadDirectory;
        options = other.options;
    }

    /** Reads variables from elsewhere, for tests. */
    ReplicateBuilder environment(UnaryOperator<@Nullable String> variables) {
        environment = variables;
        return this;
    }

    /** Waits for runs by another time, for tests. */
    ReplicateBuilder pacer(Scheduler time) {
        pacer = time;
        return this;
    }

    /**
     * Sets the API token, see <a href="https://replicate.com/account/api-tokens">your account</a>. It is sent to the API
     * only, and shown nowhere.
     *
     * @param token the token; by default the environment variable {@code REPLICATE_API_TOKEN}
     * @return this builder
     */
    public ReplicateBuilder apiToken(String token) {
        apiToken = token;
        return this;
    }

    /**
     * Sets where the API is.
     *
     * @param url an http or https URL, with or without {@code /v1} at its end; by default the environment variable
     *     {@code REPLICATE_BASE_URL}, else {@code https://api.replicate.com/v1}
     * @return this builder
     * @throws InvalidInputException if it is no such URL
     */
    public ReplicateBuilder baseUrl(String url) {
        baseUrl = ApiOrigin.parse(url).base().toString();
        return this;
    }

    /**
     * Sets where the API is.
     *
     * @param url as for {@link #baseUrl(String)}
     * @return this builder
     * @throws InvalidInputException if it is no such URL
     */
    public ReplicateBuilder baseUrl(URI url) {
        return baseUrl(url.toString());
    }

    /**
     * Adds a header to all requests to the API, in place of one of the same name.
     *
     * @param name the header's name
     * @param value its value; not shown in messages
     * @return this builder
     */
    public ReplicateBuilder header(String name, String value) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        headers.put(name, value);
        return this;
    }

    /**
     * Says who sends the requests.
     *
     * @param userAgent the header {@code User-Agent}; the default is {@code replicate4j}
     * @return this builder
     */
    public ReplicateBuilder userAgent(String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    /**
     * Bounds each request to the API. A create that waits for its run may take as long as it waits and 10 seconds more. To
     * bound a whole call, see {@link CallOptions#timeout}.
     *
     * @param timeout above zero; the default is 60 seconds
     * @return this builder
     * @throws InvalidInputException if zero or negative
     */
    public ReplicateBuilder requestTimeout(Duration timeout) {
        requestTimeout = positive("requestTimeout", timeout);
        return this;
    }

    /**
     * Bounds the making of a connection.
     *
     * @param timeout above zero; the default is 10 seconds
     * @return this builder
     * @throws InvalidInputException if zero or negative
     */
    public ReplicateBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive("connectTimeout", timeout);
        return this;
    }

    /**
     * Sets how often and how patiently requests are repeated.
     *
     * @param policy the default is {@link RetryPolicy#standard}
     * @return this builder
     */
    public ReplicateBuilder retryPolicy(RetryPolicy policy) {
        retryPolicy = policy;
        return this;
    }

    /**
     * Sets who hears of every request.
     *
     * @param listener by default nobody
     * @return this builder
     */
    public ReplicateBuilder httpListener(HttpListener listener) {
        httpListener = listener;
        return this;
    }

    /**
     * Sets who hears of every new status of a run.
     *
     * @param listener by default nobody
     * @return this builder
     */
    public ReplicateBuilder runListener(RunListener listener) {
        runListener = listener;
        return this;
    }

    /**
     * Sets who hears how far downloads and uploads have come.
     *
     * @param listener by default nobody
     * @return this builder
     */
    public ReplicateBuilder transferListener(TransferListener listener) {
        transferListener = listener;
        return this;
    }

    /**
     * Sets the proxy that connections go through. Not for a client with an {@link #httpClient} of its own.
     *
     * @param proxy for example {@code ProxySelector.of(new InetSocketAddress("proxy.acme.com", 8080))}; by default the
     *     JVM's
     * @return this builder
     */
    public ReplicateBuilder proxy(ProxySelector proxy) {
        this.proxy = proxy;
        return this;
    }

    /**
     * Sends all requests by an HTTP client of yours, which is not closed with this one.
     *
     * @param client must not follow redirects, as it would carry the token along
     * @return this builder
     */
    public ReplicateBuilder httpClient(HttpClient client) {
        httpClient = client;
        return this;
    }

    /**
     * Sets where the HTTP client and the futures that users get run.
     *
     * @param executor by default a few daemon threads for the former, and the JDK's common pool for the latter
     * @return this builder
     */
    public ReplicateBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /**
     * Keeps the files of outputs, once they are downloaded.
     *
     * @param directory where they go; by default a private temporary directory, which is deleted with the client
     * @return this builder
     */
    public ReplicateBuilder downloadDirectory(Path directory) {
        downloadDirectory = directory;
        return this;
    }

    /**
     * Sets how local files among the inputs get to Replicate.
     *
     * @param strategy the default is {@link FileStrategy#AUTO}
     * @return this builder
     */
    public ReplicateBuilder fileStrategy(FileStrategy strategy) {
        return options(o -> o.fileStrategy(strategy));
    }

    /**
     * Sets how long Replicate may hold its answer back, see {@link CallOptions#syncWindow}.
     *
     * @param window 1 to 60 seconds, or zero; the default is 60 seconds
     * @return this builder
     * @throws InvalidInputException if out of range
     */
    public ReplicateBuilder syncWindow(Duration window) {
        return options(o -> o.syncWindow(window));
    }

    /**
     * Sets what all calls have, unless a function is {@linkplain ModelFunction#with told otherwise}.
     *
     * @param change changes the options, for example {@code o -> o.timeout(Duration.ofMinutes(10))}
     * @return this builder
     */
    public ReplicateBuilder options(UnaryOperator<CallOptions> change) {
        options = change.apply(options);
        return this;
    }

    /**
     * Makes a client.
     *
     * @return a new client; opens no connection. The first of a JVM begins to load what it sends with, on daemon threads that end by
     *     themselves, so that a first call does not wait for it
     * @throws InvalidInputException if the settings, or the environment variables, cannot be used
     */
    public Replicate build() {
        ReplicateBuilder settings = new ReplicateBuilder(this);
        return new Replicate(settings, settings.engine());
    }

    private Engine engine() {
        Transport transport = new Transport(transportConfig());
        transport.prepareFirst();
        Downloads downloads = Downloads.of(transport, downloadDirectory, transferListener);
        return new Engine(
                transport,
                Endpoint.of(transport),
                new PredictionService(transport, pacer == null ? transport.scheduler() : pacer, runListener::changed),
                new InputFiles(new Uploads(transport, transferListener)),
                downloads,
                URLPath.decoder(downloads),
                new Lookup(transport),
                options);
    }

    private TransportConfig transportConfig() {
        String url = baseUrl != null ? baseUrl : environment.apply(BASE_URL_VARIABLE);
        return new TransportConfig(
                url == null || url.isBlank() ? ApiOrigin.REPLICATE : ApiOrigin.parse(url),
                apiToken != null ? apiToken : environment.apply(TOKEN_VARIABLE),
                userAgent,
                headers,
                requestTimeout,
                connectTimeout,
                retryPolicy,
                httpListener,
                proxy,
                httpClient,
                executor);
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidInputException(name + " must be above zero, but is " + value + ".");
        }
        return value;
    }
}
