package dev.replicate4j.spring.boot;

import dev.replicate4j.Replicate;
import dev.replicate4j.ReplicateBuilder;
import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.http.RetryPolicy;
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
    private final List<ReplicateBuilderCustomizer> customizers;

    ReplicateClientFactory(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            List<ReplicateBuilderCustomizer> customizers) {
        this.properties = properties;
        this.connection = connection;
        this.customizers = customizers;
    }

    /** Makes the first client. */
    Replicate first() {
        ReplicateBuilder builder = Replicate.builder();
        apply(properties.first(), builder);
        builder.retryPolicy(policy(properties.retry()));
        return build(FIRST, "replicate.api-token", connection, builder);
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
        return build(name, "replicate.clients." + name + ".api-token", connection.forClient(name), builder);
    }

    private Replicate build(
            String name, String tokenProperty, ReplicateConnectionDetails details, ReplicateBuilder builder) {
        set(details.getBaseUrl(), builder::baseUrl);
        boolean token = StringUtils.hasText(details.getApiToken());
        if (token) {
            builder.apiToken(details::getApiToken);
        }
        customizers.forEach(customizer -> customizer.customize(name, builder));
        if (!token) {
            throw new MissingApiTokenException(tokenProperty);
        }
        return builder.build();
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
