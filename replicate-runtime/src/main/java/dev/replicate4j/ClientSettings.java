package dev.replicate4j;

import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.TransportConfig;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a client is made of. Mutable: belongs to one builder or one client. */
final class ClientSettings {

    private static final String TOKEN_VARIABLE = "REPLICATE_API_TOKEN";
    private static final String BASE_URL_VARIABLE = "REPLICATE_BASE_URL";

    UnaryOperator<@Nullable String> environment = System::getenv;

    @Nullable Scheduler scheduler;

    @Nullable Supplier<@Nullable String> apiToken;

    @Nullable String baseUrl;

    String userAgent = "replicate4j";
    Map<String, String> headers = new LinkedHashMap<>();
    Duration requestTimeout = TransportConfig.DEFAULT_TIMEOUT;
    Duration connectTimeout = TransportConfig.DEFAULT_CONNECT_TIMEOUT;
    long maxBodySize = TransportConfig.DEFAULT_MAX_BODY_SIZE;
    RetryPolicy retryPolicy = RetryPolicy.standard();
    HttpListener httpListener = new HttpListener() {};
    RunListener runListener = prediction -> {};
    TransferListener transferListener = (file, bytes, total) -> {};

    @Nullable ProxySelector proxy;

    @Nullable HttpClient httpClient;

    @Nullable Executor executor;

    Predicate<URI> addressFilter = uri -> true;

    @Nullable Path downloadDirectory;

    CallOptions options = CallOptions.DEFAULT;

    /** {@return the same settings, apart from these} */
    ClientSettings copy() {
        ClientSettings copy = new ClientSettings();
        copy.environment = environment;
        copy.scheduler = scheduler;
        copy.apiToken = apiToken;
        copy.baseUrl = baseUrl;
        copy.userAgent = userAgent;
        copy.headers = new LinkedHashMap<>(headers);
        copy.requestTimeout = requestTimeout;
        copy.connectTimeout = connectTimeout;
        copy.maxBodySize = maxBodySize;
        copy.retryPolicy = retryPolicy;
        copy.httpListener = httpListener;
        copy.runListener = runListener;
        copy.transferListener = transferListener;
        copy.proxy = proxy;
        copy.httpClient = httpClient;
        copy.executor = executor;
        copy.addressFilter = addressFilter;
        copy.downloadDirectory = downloadDirectory;
        copy.options = options;
        return copy;
    }

    /** {@return whether there is a token or a supplier of tokens, or a token in the environment} */
    boolean hasApiToken() {
        String variable = environment.apply(TOKEN_VARIABLE);
        return apiToken != null || variable != null && !variable.isBlank();
    }

    /** {@return how requests are sent; throws where the settings, or the environment variables, cannot be used} */
    TransportConfig transportConfig() {
        String url = baseUrl != null ? baseUrl : environment.apply(BASE_URL_VARIABLE);
        String variable = environment.apply(TOKEN_VARIABLE);
        return new TransportConfig(
                url == null || url.isBlank() ? ApiOrigin.REPLICATE : ApiOrigin.parse(url),
                apiToken != null ? apiToken : () -> variable,
                userAgent,
                headers,
                requestTimeout,
                connectTimeout,
                maxBodySize,
                retryPolicy,
                httpListener,
                proxy,
                httpClient,
                executor,
                addressFilter);
    }
}
