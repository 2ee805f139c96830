package dev.replicate4j.spring.boot;

import dev.replicate4j.ReplicateBuilder;

/**
 * Changes how clients are made. Beans of this type are applied in their order, after the properties.
 *
 * <pre>{@code
 * @Bean
 * ReplicateBuilderCustomizer proxy() {
 *     return builder -> builder.proxy(ProxySelector.of(new InetSocketAddress("proxy.acme.com", 8080)));
 * }
 * }</pre>
 *
 * <p>For listeners, define beans of type {@link dev.replicate4j.RunListener}, {@link dev.replicate4j.http.HttpListener} or
 * {@link dev.replicate4j.http.TransferListener} instead: all of them are told. A listener that is set at the builder takes
 * the place of observations and spending limits.
 */
@FunctionalInterface
public interface ReplicateBuilderCustomizer {

    /**
     * Changes a builder of which a client is going to be made.
     *
     * @param builder of any client
     */
    void customize(ReplicateBuilder builder);

    /**
     * Changes a builder of which a certain client is going to be made.
     *
     * @param client the name of the client: that under {@code replicate.clients}, or {@code replicate} for the first
     * @param builder its builder
     */
    default void customize(String client, ReplicateBuilder builder) {
        customize(builder);
    }
}
