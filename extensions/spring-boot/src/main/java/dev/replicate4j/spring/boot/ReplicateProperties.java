package dev.replicate4j.spring.boot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code replicate.*}. What is not set has the default of {@link dev.replicate4j.ReplicateBuilder}.
 *
 * @param apiToken API token; the environment variable REPLICATE_API_TOKEN sets it, too
 * @param baseUrl URL of the API; by default https://api.replicate.com/v1
 * @param userAgent header User-Agent of all requests
 * @param headers further headers of all requests to the API
 * @param connectTimeout limit of making a connection; by default 10s
 * @param requestTimeout limit of one attempt to send a request; by default 60s
 * @param callTimeout limit of a whole call, after which its prediction is canceled; by default there is none
 * @param syncWindow how long Replicate may hold back its answer to return the output with it: 1s to 60s, or 0 for not at all;
 *     by default 60s
 * @param maxBodySize limit of a reply that is read into memory; by default 64MB
 * @param inlineFileLimit local files up to this size are sent inside the request, larger ones are uploaded; by default 256KB
 * @param downloadDirectory where files of outputs are downloaded to, and kept; by default a temporary directory that is deleted
 *     with the client
 * @param retry how requests are retried
 * @param spending how much calls may spend
 * @param defaultClient whether generated classes (FluxDev.call) use this client
 * @param clients further clients by name, to be injected with that name as qualifier; what one does not set is as set for the
 *     first client
 */
@ConfigurationProperties("replicate")
public record ReplicateProperties(
        @Nullable String apiToken,
        @Nullable URI baseUrl,
        @Nullable String userAgent,
        @DefaultValue Map<String, String> headers,
        @Nullable Duration connectTimeout,
        @Nullable Duration requestTimeout,
        @Nullable Duration callTimeout,
        @Nullable Duration syncWindow,
        @Nullable DataSize maxBodySize,
        @Nullable DataSize inlineFileLimit,
        @Nullable Path downloadDirectory,
        @DefaultValue Retry retry,
        @DefaultValue Spending spending,
        @DefaultValue("false") boolean defaultClient,
        @DefaultValue Map<String, Client> clients) {

    /**
     * How requests are retried.
     *
     * @param maxAttempts how often a request is sent at most; 1 for no retries; by default 5
     * @param initialDelay upper bound of the first delay, which doubles with each retry; by default 500ms
     * @param maxDelay upper bound of a delay that the API did not ask for; by default 30s
     * @param maxRetryAfter the longest delay that the API may ask for; by default 2m
     */
    public record Retry(
            @Nullable Integer maxAttempts,
            @Nullable Duration initialDelay,
            @Nullable Duration maxDelay,
            @Nullable Duration maxRetryAfter) {}

    /**
     * How much the calls of one client may spend in a period. A call beyond it fails before anything is sent.
     *
     * @param maxCalls how many calls of models may begin in a period; by default there is no limit
     * @param maxPredictTime how long models may run in a period, as Replicate has measured it; by default there is no limit
     * @param period the time over which both are counted: at each call, what has happened in the period before it
     */
    public record Spending(
            @Nullable Integer maxCalls,
            @Nullable Duration maxPredictTime,
            @DefaultValue("1d") Duration period) {}

    /**
     * A further client. What is not set is as set for the first client.
     *
     * @param apiToken API token
     * @param baseUrl URL of the API
     * @param userAgent header User-Agent of all requests
     * @param headers further headers of all requests to the API
     * @param connectTimeout limit of making a connection
     * @param requestTimeout limit of one attempt to send a request
     * @param callTimeout limit of a whole call
     * @param syncWindow how long Replicate may hold back its answer
     * @param maxBodySize limit of a reply that is read into memory
     * @param inlineFileLimit local files up to this size are sent inside the request
     * @param downloadDirectory where files of outputs are downloaded to
     * @param retry how requests are retried
     * @param spending how much calls may spend; counted for this client alone
     */
    public record Client(
            @Nullable String apiToken,
            @Nullable URI baseUrl,
            @Nullable String userAgent,
            @DefaultValue Map<String, String> headers,
            @Nullable Duration connectTimeout,
            @Nullable Duration requestTimeout,
            @Nullable Duration callTimeout,
            @Nullable Duration syncWindow,
            @Nullable DataSize maxBodySize,
            @Nullable DataSize inlineFileLimit,
            @Nullable Path downloadDirectory,
            @DefaultValue Retry retry,
            @Nullable Spending spending) {

        /** Returns the base URL; never the token or the headers. */
        @Override
        public String toString() {
            return "Client[baseUrl=" + baseUrl + "]";
        }
    }

    /** {@return the settings of the first client} */
    Client first() {
        return new Client(
                apiToken,
                baseUrl,
                userAgent,
                headers,
                connectTimeout,
                requestTimeout,
                callTimeout,
                syncWindow,
                maxBodySize,
                inlineFileLimit,
                downloadDirectory,
                retry,
                spending);
    }

    /** Returns the base URL and the names of further clients; never a token or a header. */
    @Override
    public String toString() {
        return "ReplicateProperties[baseUrl=" + baseUrl + ", clients=" + clients.keySet() + "]";
    }
}
