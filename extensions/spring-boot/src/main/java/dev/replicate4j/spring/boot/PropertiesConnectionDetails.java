package dev.replicate4j.spring.boot;

import org.jspecify.annotations.Nullable;

/** The connection as the properties describe it. */
final class PropertiesConnectionDetails implements ReplicateConnectionDetails {

    private final ReplicateProperties properties;
    private final ReplicateProperties.@Nullable Client client;

    PropertiesConnectionDetails(ReplicateProperties properties) {
        this(properties, null);
    }

    private PropertiesConnectionDetails(ReplicateProperties properties, ReplicateProperties.@Nullable Client client) {
        this.properties = properties;
        this.client = client;
    }

    @Override
    public @Nullable String getApiToken() {
        return client != null && client.apiToken() != null ? client.apiToken() : properties.apiToken();
    }

    @Override
    public @Nullable String getBaseUrl() {
        var url = client != null && client.baseUrl() != null ? client.baseUrl() : properties.baseUrl();
        return url == null ? null : url.toString();
    }

    @Override
    public ReplicateConnectionDetails forClient(String name) {
        return new PropertiesConnectionDetails(properties, properties.clients().get(name));
    }
}
