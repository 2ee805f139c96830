package dev.replicate4j.spring.boot;

import dev.replicate4j.Replicate;
import dev.replicate4j.ReplicateBuilder;
import dev.replicate4j.RunListener;
import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.http.TransferListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Makes the clients of an application: the first one, and those under {@code replicate.clients}. */
final class ReplicateClientFactory {

    /** The name of the first client. */
    static final String FIRST = "replicate";

    private final ReplicateProperties properties;
    private final ReplicateConnectionDetails connection;
    private final Listeners listeners;
    private final List<ReplicateBuilderCustomizer> customizers;

    /** The application's listeners, of all clients. */
    record Listeners(List<RunListener> runs, List<HttpListener> requests, List<TransferListener> transfers) {}

    ReplicateClientFactory(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            Listeners listeners,
            List<ReplicateBuilderCustomizer> customizers) {
        this.properties = properties;
        this.connection = connection;
        this.listeners = listeners;
        this.customizers = customizers;
    }

    /** Makes the first client. */
    Replicate first() {
        ReplicateBuilder builder = Replicate.builder();
        apply(properties.first(), builder);
        builder.retryPolicy(policy(properties.retry()));
        return build(FIRST, "replicate.api-token", connection, properties.spending(), builder);
    }

    /** Makes a further client; what it does not set is as for the first. */
    Replicate named(String name) {
        ReplicateProperties.Client own = properties.clients().get(name);
        if (own == null) {
            throw new IllegalStateException("There are no properties replicate.clients." + name
                    + ".*, but there were when the application was built: " + properties);
        }
        ReplicateBuilder builder = Replicate.builder();
        apply(properties.first(), builder);
        apply(own, builder);
        builder.retryPolicy(policy(properties.retry(), own.retry()));
        return build(
                name,
                "replicate.clients." + name + ".api-token",
                connection.forClient(name),
                or(own.spending(), properties.spending()),
                builder);
    }

    private Replicate build(
            String name,
            String tokenProperty,
            ReplicateConnectionDetails details,
            ReplicateProperties.Spending spending,
            ReplicateBuilder builder) {
        set(details.getBaseUrl(), builder::baseUrl);
        if (StringUtils.hasText(details.getApiToken())) {
            builder.apiToken(details::getApiToken);
        }
        listen(name, spending, builder);
        customizers.forEach(customizer -> customizer.customize(name, builder));
        if (!builder.hasApiToken()) {
            throw new MissingApiTokenException(tokenProperty);
        }
        return builder.build();
    }

    private void listen(String name, ReplicateProperties.Spending spending, ReplicateBuilder builder) {
        List<RunListener> runs = new ArrayList<>(listeners.runs());
        if (spending.maxCalls() != null || spending.maxPredictTime() != null) {
            runs.add(new SpendingLimiter(name, spending, System::nanoTime));
        }
        if (!runs.isEmpty() || !listeners.requests().isEmpty()) {
            ListenerGroup group = new ListenerGroup(runs, listeners.requests());
            builder.runListener(group).httpListener(group);
        }
        List<TransferListener> transfers = List.copyOf(listeners.transfers());
        if (!transfers.isEmpty()) {
            builder.transferListener(
                    (file, bytes, total) -> transfers.forEach(listener -> listener.transferred(file, bytes, total)));
        }
    }

    private static void apply(ReplicateProperties.Client client, ReplicateBuilder builder) {
        set(client.userAgent(), builder::userAgent);
        client.headers().forEach(builder::header);
        set(client.connectTimeout(), builder::connectTimeout);
        set(client.requestTimeout(), builder::requestTimeout);
        set(client.callTimeout(), timeout -> builder.options(o -> o.timeout(timeout)));
        set(client.syncWindow(), builder::syncWindow);
        set(client.maxBodySize(), size -> builder.maxBodySize(size.toBytes()));
        set(client.inlineFileLimit(), size -> builder.fileStrategy(FileStrategy.inlineUpTo(size.toBytes())));
        set(client.downloadDirectory(), builder::downloadDirectory);
    }

    /** The last layer that sets a value decides. */
    private static RetryPolicy policy(ReplicateProperties.Retry... layers) {
        RetryPolicy policy = RetryPolicy.standard();
        for (ReplicateProperties.Retry layer : layers) {
            policy = new RetryPolicy(
                    or(layer.maxAttempts(), policy.maxAttempts()),
                    or(layer.initialDelay(), policy.initialDelay()),
                    or(layer.maxDelay(), policy.maxDelay()),
                    or(layer.maxRetryAfter(), policy.maxRetryAfter()));
        }
        return policy;
    }

    private static <T> T or(@Nullable T value, T other) {
        return value == null ? other : value;
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
