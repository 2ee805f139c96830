package dev.replicate4j.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the API is and how to sign in. A bean of this type takes the place of the properties {@code replicate.api-token} and
 * {@code replicate.base-url}, for all clients.
 */
public interface ReplicateConnectionDetails extends ConnectionDetails {

    /** {@return the API token; null for none} Asked for each request, on any thread, so that tokens can rotate. */
    @Nullable String getApiToken();

    /** {@return the base URL of the API; null for Replicate's} */
    default @Nullable String getBaseUrl() {
        return null;
    }

    /**
     * Returns the details for a further client.
     *
     * @param client the client's name under {@code replicate.clients}
     * @return by default the same
     */
    default ReplicateConnectionDetails forClient(String client) {
        return this;
    }
}
