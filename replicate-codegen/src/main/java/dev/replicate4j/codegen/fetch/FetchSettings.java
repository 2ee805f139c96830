package dev.replicate4j.codegen.fetch;

import java.net.http.HttpClient;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How schemas may be fetched.
 *
 * @param userAgent names the build tool to servers, such as {@code replicate-maven-plugin}
 * @param offline whether the build tool was told to stay off the network
 * @param token the API token; null where none is known
 * @param baseUrl the API's address; null: the environment's, or Replicate's own
 * @param proxy sets an HTTP client up for a proxy; the identity where there is none
 * @param command the command that runs a task of the build tool in this project, such as {@code mvn replicate:%s}: {@code %s}
 *     stands for the task, which is {@code pin}, {@code update} or {@code check}
 */
public record FetchSettings(
        String userAgent,
        boolean offline,
        @Nullable String token,
        @Nullable String baseUrl,
        UnaryOperator<HttpClient.Builder> proxy,
        String command) {

    /** The environment variable that holds the token, here as in the library. */
    public static final String TOKEN_VARIABLE = "REPLICATE_API_TOKEN";

    /**
     * Returns the command that runs a task of the build tool in this project.
     *
     * @param task {@code pin}, {@code update} or {@code check}
     * @return a line to type
     */
    public String command(String task) {
        return String.format(command, task);
    }

    /** Returns everything but the token. */
    @Override
    public String toString() {
        return "FetchSettings[offline=" + offline + ", token=" + (token == null ? "none" : "***") + ", baseUrl="
                + baseUrl + "]";
    }
}
