package dev.replicate4j;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Scheduler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@linkplain Replicate clients}. Each setter returns this builder, which may be used again after {@link #build};
 * not thread-safe.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.builder()
 *         .apiToken(token)
 *         .retryPolicy(RetryPolicy.standard().maxAttempts(8))
 *         .options(o -> o.timeout(Duration.ofMinutes(10)))
 *         .build();
 * }</pre>
 */
public final class ReplicateBuilder {

    /** Above that no array of the JVM is. */
    private static final long LARGEST_BODY = Integer.MAX_VALUE - 8L;

    private final ClientSettings settings;

    ReplicateBuilder(ClientSettings settings) {
        this.settings = settings;
    }

    /** Reads variables from elsewhere, for tests. */
    ReplicateBuilder environment(UnaryOperator<@Nullable String> variables) {
        settings.environment = variables;
        return this;
    }

    /** Lets all that a client does go by another time, for tests. */
    ReplicateBuilder scheduler(Scheduler time) {
        settings.scheduler = time;
        return this;
    }

    /**
     * Sets the API token, see <a href="https://replicate.com/account/api-tokens">your account</a>. It is sent to the API
     * only, and shown nowhere.
     *
     * @param token the token; by default the environment variable {@code REPLICATE_API_TOKEN}
     */
    public ReplicateBuilder apiToken(String token) {
        return apiToken(() -> token);
    }

    /**
     * Sets where the API token comes from. It is asked for each attempt to send a request, on any thread, so that tokens can
     * rotate. Files that were uploaded, models that were looked up and creates whose replies were lost are never shared by
     * different tokens.
     *
     * @param token returns the token; null or a blank text for none
     */
    public ReplicateBuilder apiToken(Supplier<@Nullable String> token) {
        settings.apiToken = token;
        return this;
    }

    /**
     * {@return whether a client of this builder has where to get a token from: a token or supplier that was set, or else the
     * environment variable} For frameworks that want to say early what is missing; a supplier is not asked.
     */
    public boolean hasApiToken() {
        return settings.hasApiToken();
    }

    /**
     * Sets where the API is.
     *
     * @param url an http or https URL, with or without {@code /v1} at its end; by default the environment variable
     *     {@code REPLICATE_BASE_URL}, else {@code https://api.replicate.com/v1}
     * @throws IllegalArgumentException if it is no such URL
     */
    public ReplicateBuilder baseUrl(String url) {
        settings.baseUrl = ApiOrigin.parse(url).base().toString();
        return this;
    }

    /**
     * Sets where the API is.
     *
     * @param url as for {@link #baseUrl(String)}
     * @throws IllegalArgumentException if it is no such URL
     */
    public ReplicateBuilder baseUrl(URI url) {
        return baseUrl(url.toString());
    }

    /**
     * Adds a header to all requests to the API, in place of one of the same name.
     *
     * @param name the header's name
     * @param value its value; not shown in messages
     */
    public ReplicateBuilder header(String name, String value) {
        settings.headers.keySet().removeIf(name::equalsIgnoreCase);
        settings.headers.put(name, value);
        return this;
    }

    /** Sets the header {@code User-Agent} of all requests; the default is {@code replicate4j}. */
    public ReplicateBuilder userAgent(String userAgent) {
        settings.userAgent = userAgent;
        return this;
    }

    /**
     * Limits each attempt to send a request to the API. A create that waits for its run may take as long as it waits and 10
     * seconds more. To limit a whole call, see {@link CallOptions#timeout}.
     *
     * @param timeout above zero; the default is 60 seconds
     * @throws IllegalArgumentException if zero or negative
     */
    public ReplicateBuilder requestTimeout(Duration timeout) {
        settings.requestTimeout = positive("requestTimeout", timeout);
        return this;
    }

    /**
     * Limits how long making a connection may take.
     *
     * @param timeout above zero; the default is 10 seconds
     * @throws IllegalArgumentException if zero or negative
     */
    public ReplicateBuilder connectTimeout(Duration timeout) {
        settings.connectTimeout = positive("connectTimeout", timeout);
        return this;
    }

    /**
     * Bounds the body of a reply that is read into memory. A longer one is not read to its end, and the request fails with a
     * {@link ConnectionException} that says so; files are downloaded in pieces and have no limit.
     *
     * @param bytes above zero, and at most 2 GiB; the default is 64 MiB
     * @throws IllegalArgumentException if out of range
     */
    public ReplicateBuilder maxBodySize(long bytes) {
        if (bytes < 1 || bytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "maxBodySize must be 1 to " + LARGEST_BODY + " bytes, but is " + bytes + ".");
        }
        settings.maxBodySize = bytes;
        return this;
    }

    /** Sets the retry policy; the default is {@link RetryPolicy#standard}. */
    public ReplicateBuilder retryPolicy(RetryPolicy policy) {
        settings.retryPolicy = policy;
        return this;
    }

    /** Sets the listener that receives every attempt to send a request; by default none. */
    public ReplicateBuilder httpListener(HttpListener listener) {
        settings.httpListener = listener;
        return this;
    }

    /** Sets the listener that receives every run when it is created and when its status changes; by default none. */
    public ReplicateBuilder runListener(RunListener listener) {
        settings.runListener = listener;
        return this;
    }

    /** Sets the listener that receives the progress of downloads and uploads; by default none. */
    public ReplicateBuilder transferListener(TransferListener listener) {
        settings.transferListener = listener;
        return this;
    }

    /**
     * Sets the proxy that connections go through. Not for a client with an {@link #httpClient} of its own.
     *
     * @param proxy for example {@code ProxySelector.of(new InetSocketAddress("proxy.acme.com", 8080))}; by default the
     *     JVM's
     */
    public ReplicateBuilder proxy(ProxySelector proxy) {
        settings.proxy = proxy;
        return this;
    }

    /**
     * Limits where requests go besides the API itself: the files and event streams that a reply names, and what redirects lead
     * to. An output is what a model made up, so it can name an address of your own network. A file behind an address that is
     * not let pass cannot be read.
     *
     * @param filter gets the URL of each such request before it is sent, on the thread that sends it; by default all pass
     */
    public ReplicateBuilder addressFilter(Predicate<URI> filter) {
        settings.addressFilter = filter;
        return this;
    }

    /**
     * Sets the HTTP client that sends all requests, which is not closed with this one.
     *
     * @param client must not follow redirects, as it would carry the token along
     */
    public ReplicateBuilder httpClient(HttpClient client) {
        settings.httpClient = client;
        return this;
    }

    /**
     * Sets the executor of the HTTP client, and of what depends on the futures that you get.
     *
     * @param executor by default a few daemon threads for the former, and the JDK's common pool for the latter
     */
    public ReplicateBuilder executor(Executor executor) {
        settings.executor = executor;
        return this;
    }

    /**
     * Sets the directory of the files that outputs are downloaded to, and keeps them.
     *
     * @param directory an existing directory or one to be created; by default a private temporary directory, which is deleted with the client
     */
    public ReplicateBuilder downloadDirectory(Path directory) {
        settings.downloadDirectory = directory;
        return this;
    }

    /** Sets how local files among the inputs are sent; the default is {@link FileStrategy#AUTO}. */
    public ReplicateBuilder fileStrategy(FileStrategy strategy) {
        return options(o -> o.fileStrategy(strategy));
    }

    /**
     * Sets how long Replicate may hold its answer back, see {@link CallOptions#syncWindow}.
     *
     * @param window 1 to 60 seconds, or zero; the default is 60 seconds
     * @throws IllegalArgumentException if out of range
     */
    public ReplicateBuilder syncWindow(Duration window) {
        return options(o -> o.syncWindow(window));
    }

    /**
     * Sets the options of all calls, which {@link ModelFunction#with} changes for a function.
     *
     * @param change changes the options, for example {@code o -> o.timeout(Duration.ofMinutes(10))}
     */
    public ReplicateBuilder options(UnaryOperator<CallOptions> change) {
        settings.options = change.apply(settings.options);
        return this;
    }

    /**
     * Makes a client.
     *
     * @return a new client; opens no connection. The first of a JVM begins to load what it sends with, on daemon threads, so
     *     that a first call does not wait for it
     * @throws IllegalArgumentException if the settings, or the environment variables, cannot be used
     */
    public Replicate build() {
        return new Replicate(Engine.of(settings.copy()));
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above zero, but is " + value + ".");
        }
        return value;
    }
}
