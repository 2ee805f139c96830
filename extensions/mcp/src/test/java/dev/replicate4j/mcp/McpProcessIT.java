package dev.replicate4j.mcp;

import static dev.replicate4j.mcp.McpProcess.FLUX;
import static dev.replicate4j.mcp.McpProcess.LLAMA;
import static dev.replicate4j.mcp.McpProcess.TOKEN;
import static dev.replicate4j.mcp.McpProcess.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real process: what it writes, how it is canceled, killed and ended. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // reading from a process cannot be interrupted
class McpProcessIT {

    private static final String CAT = "{\"prompt\":\"a cat\"}";

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server = ReplicateServer.builder()
            .pins(McpProcess.PINS)
            .clock(clock)
            .acceptOnly(TOKEN)
            .start();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private McpProcess start(String... more) throws Exception {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--save";
        arguments[1] = folder.resolve("saved").toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return McpProcess.start(environment(server), arguments).initialized();
    }

    @Test
    void standardOutputIsTheProtocolAndTheTokenIsNowhere() throws Exception {
        server.when("black-forest-labs/flux-dev").thenFail("broken");
        try (McpProcess mcp = start()) {
            mcp.call(1, LLAMA, "{\"prompt\":\"a llama\"}");
            mcp.call(2, FLUX, CAT);
            mcp.call(3, FLUX, "{\"prompt\":\"a cat\",\"num_outputs\":99}");
            mcp.send("no json");
            mcp.call(4, "nothing", "{}");
            for (int id = 1; id <= 4; id++) {
                mcp.answer(id);
            }
            mcp.closeInput();
            mcp.readToTheEnd();

            assertThat(mcp.exit()).isZero();
            JsonMapper mapper = new JsonMapper();
            assertThat(mcp.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(
                                    mapper.readTree(line).path("jsonrpc").asString())
                            .isEqualTo("2.0"));
            assertThat(String.join("\n", mcp.lines())).doesNotContain(TOKEN);
            assertThat(mcp.errors()).doesNotContain(TOKEN);
        }
    }

    @Test
    void cancellationByTheClientCancelsTheRun() throws Exception {
        server.timing(Duration.ZERO, Duration.ofHours(1));
        try (McpProcess mcp = start()) {
            mcp.call(7, FLUX, CAT);
            server.requests().predictions().await(1);
            mcp.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");

            server.requests().cancellations().await(1);
            server.requests().predictions().assertCount(1);
        }
    }

    @Test
    void killedProcessIsStartedAgainAndPaysOnce() throws Exception {
        server.timing(Duration.ZERO, Duration.ofHours(1));
        try (McpProcess killed = start("--max-runs", "1")) {
            killed.call(1, FLUX, CAT);
            server.requests().predictions().await(1);
            awaitCreated();
            killed.kill();
        }
        clock.advance(Duration.ofMinutes(61));
        try (McpProcess again = start("--max-runs", "1")) {
            again.call(1, FLUX, CAT);
            JsonNode result = again.answer(1);
            again.call(2, FLUX, "{\"prompt\":\"a dog\"}");

            assertThat(result.path("structuredContent").path("status").asString())
                    .as(result.toString())
                    .isEqualTo("succeeded");
            assertThat(again.answer(2).toString()).contains("\"isError\":true", "nothing was paid");
        }
        server.requests().predictions().assertCount(1);
    }

    /** A request is in the journal before it is carried out, and a run ends by the time at which it was created. */
    private void awaitCreated() {
        try (Replicate client = server.client().toBuilder().apiToken(TOKEN).build()) {
            while (client.predictions().list().items().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void lostReplyIsOnePrediction() throws Exception {
        server.inject(Fault.dropReplyAfterCreate());
        try (McpProcess mcp = start()) {
            mcp.call(1, FLUX, CAT);

            assertThat(mcp.answer(1).path("isError").asBoolean(true)).isFalse();
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void withoutATokenItSaysWhatToSet() throws Exception {
        try (McpProcess mcp = McpProcess.start(Map.of())) {
            assertThat(mcp.exit()).isEqualTo(2);
            assertThat(mcp.errors()).contains("REPLICATE_API_TOKEN is not set", "--demo");
        }
        try (McpProcess mcp = McpProcess.start(Map.of(), "--max-runs", "many")) {
            assertThat(mcp.exit()).isEqualTo(2);
            assertThat(mcp.errors()).contains("--max-runs must be a whole number, but is \"many\"");
        }
    }
}
