package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.Engine;
import dev.replicate4j.testkit.internal.Settings;
import dev.replicate4j.testkit.internal.api.Quirks;
import dev.replicate4j.testkit.internal.model.Model;
import dev.replicate4j.testkit.internal.model.PinReader;
import dev.replicate4j.testkit.internal.time.RealTimeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that behaves as Replicate does. It is a test double: it runs no models and costs
 * nothing.
 *
 * <pre>{@code
 * try (ReplicateServer server = ReplicateServer.builder().pins(Path.of("src/main/replicate")).start()) {
 *     Replicate replicate = server.client();
 *     ...
 * }
 * }</pre>
 *
 * <p>Models without a handler answer by their schemas: with texts built from the input, and with real pictures and
 * sounds. The same input always gets the same answer.
 */
public final class ReplicateServer implements AutoCloseable {

    private final Engine engine;

    private ReplicateServer(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts describing a server.
     *
     * @return a builder of servers that know no models, listen on a free port and accept any token
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns where the API is: what a client takes as its base URL.
     *
     * @return {@code http://127.0.0.1:PORT/v1}
     */
    public String baseUrl() {
        return engine.baseUrl().toString();
    }

    /** Ends the server: closes all connections, held requests included. */
    @Override
    public void close() {
        engine.close();
    }

    /** Describes a server. A builder can start several. */
    public static final class Builder {

        private final List<Model> models = new ArrayList<>();
        private int port;
        private @Nullable String token;
        private Quirks quirks = Quirks.RECORDED;

        private Builder() {}

        /**
         * Adds the models of all pins in a folder and the folders in it.
         *
         * @param folder as a rule {@code src/main/replicate}; one pin alone will do too
         * @return this builder
         * @throws IllegalArgumentException if there is no such folder or a file in it is no pin
         */
        public Builder pins(Path folder) {
            models.addAll(PinReader.readAll(folder));
            return this;
        }

        /**
         * Adds a model by the text of its pin, or of what {@code GET /v1/models/owner/name} returns.
         *
         * @param json the text
         * @return this builder
         * @throws IllegalArgumentException if the text is neither
         */
        public Builder model(String json) {
            models.add(PinReader.parse(json.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        /**
         * Sets the API's port.
         *
         * @param port the port; 0, the default, takes a free one
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Accepts one token only.
         *
         * @param token the token; by default any that is not empty is accepted
         * @return this builder
         */
        public Builder acceptOnly(String token) {
            this.token = token;
            return this;
        }

        /**
         * Starts a server.
         *
         * @return the server; to be closed
         */
        public ReplicateServer start() {
            return new ReplicateServer(
                    new Engine(new Settings(port, List.copyOf(models), new RealTimeline(), token, quirks, 0, 42)));
        }
    }
}
