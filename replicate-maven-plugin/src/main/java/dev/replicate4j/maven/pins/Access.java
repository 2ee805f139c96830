package dev.replicate4j.maven.pins;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How schemas may be fetched in this build.
 *
 * @param offline whether Maven was told to stay off the network
 * @param token the API token; null where none is known
 * @param baseUrl the API's address; null: the environment's, or Replicate's own
 * @param proxy sets an HTTP client up for the proxy of {@code settings.xml}; does nothing where there is none
 * @param command how to call a goal of this plugin in this project: {@code %s} stands for the goal
 */
public record Access(
        boolean offline,
        @Nullable String token,
        @Nullable String baseUrl,
        UnaryOperator<HttpClient.Builder> proxy,
        String command) {

    /** The environment variable that holds the token, here as in the library. */
    public static final String TOKEN_VARIABLE = "REPLICATE_API_TOKEN";

    /** Returns the command that runs a goal of this plugin with this configuration. */
    public String command(String goal) {
        return String.format(command, goal);
    }

    /** Says why Replicate can't be asked; empty where it can. */
    Optional<String> obstacle() {
        if (offline) {
            return Optional.of("Maven is offline");
        }
        return token == null ? Optional.of("no API token is set") : Optional.empty();
    }

    /** Returns everything but the token. */
    @Override
    public String toString() {
        return "Access[offline=" + offline + ", token=" + (token == null ? "none" : "***") + ", baseUrl=" + baseUrl
                + "]";
    }
}
