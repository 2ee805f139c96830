package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.models.Storyteller;
import dev.replicate4j.testkit.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that the API shows late, otherwise than they are, or not at all. */
class RunViewFaultTest {

    private static final String CREATE = "/models/acme/storyteller/predictions";
    private static final String INPUT = "{\"input\":{\"prompt\":\"one two three\"}}";

    private final TestClock clock = TestClock.create();
    private final ReplicateServer server = ReplicateServer.builder()
            .pins(Path.of("src/test/resources/pins"))
            .clock(clock)
            .start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listIsStale() {
        InjectedFault fault =
                server.inject(Fault.staleList(Duration.ofSeconds(3)).always());
        http.post(CREATE, INPUT);

        assertThat(http.get("/predictions").list("results")).isEmpty();
        clock.advance(Duration.ofMillis(2_999));
        assertThat(http.get("/predictions").list("results")).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(http.get("/predictions").list("results")).hasSize(1);
        assertThat(fault.count()).isEqualTo(3);
        assertThat(server.requests().last().fault()).hasValue("staleList");
    }

    @Test
    void listHidesOutputsAndIsStaleAtTheSameTime() {
        http.post(CREATE, INPUT);
        clock.advance(Duration.ofSeconds(5));
        http.post(CREATE, INPUT);
        server.inject(Fault.listWithoutOutput(), Fault.staleList(Duration.ofSeconds(3)));

        Answer list = http.get("/predictions");

        assertThat(list.list("results")).hasSize(1);
        assertThat(list.at("results.0.status")).isEqualTo("succeeded");
        assertThat(list.at("results.0")).asString().doesNotContain("output=");
        assertThat(http.get("/predictions").at("results.1")).asString().contains("output=");
    }

    @Test
    void newRunIsNotFoundAtFirst() {
        InjectedFault fault = server.inject(Fault.notFoundAfterCreate(Duration.ofSeconds(2))
                .onModel(Storyteller.MODEL)
                .always());
        Answer created = http.post(CREATE, INPUT);

        assertThat(http.get(created.textAt("urls.get")).status()).isEqualTo(404);
        assertThat(http.post(created.textAt("urls.cancel"), null).status()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(2));

        assertThat(http.get(created.textAt("urls.get")).status()).isEqualTo(200);
        assertThat(http.post(created.textAt("urls.cancel"), null).status()).isEqualTo(200);
        assertThat(fault.count()).isEqualTo(2);
    }

    @Test
    void readsAloneOfANewRunAreNotFound() {
        server.inject(Fault.notFoundAfterCreate(Duration.ofSeconds(2)).on("GET", "/v1/predictions/*"));
        Answer created = http.post(CREATE, INPUT);

        assertThat(http.post(created.textAt("urls.cancel"), null).status()).isEqualTo(200);
        assertThat(http.get(created.textAt("urls.get")).status()).isEqualTo(404);
        assertThat(http.get(created.textAt("urls.get")).status()).isEqualTo(200);
    }

    @Test
    void clockOfRunsIsAheadOrBehind() {
        Instant now = clock.instant();
        server.clockSkew(Duration.ofSeconds(3));
        assertThat(http.post(CREATE, INPUT).at("created_at"))
                .isEqualTo(now.plusSeconds(3).toString());
        server.clockSkew(Duration.ofSeconds(-90));
        assertThat(http.post(CREATE, INPUT).at("created_at"))
                .isEqualTo(now.minusSeconds(90).toString());
        server.reset();
        assertThat(http.post(CREATE, INPUT).at("created_at")).isEqualTo(now.toString());
        assertThat(http.get("/predictions?created_after=" + now.plusSeconds(3)).list("results"))
                .hasSize(1);
    }

    @Test
    void repliesSayOtherRateLimits() {
        server.inject(Fault.rateLimitHeaders(0, Duration.ofSeconds(7)), Fault.throttle(Duration.ofSeconds(7)));

        Answer reply = http.post(CREATE, INPUT);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(reply.header("ratelimit-reset")).isEqualTo("7");
        assertThat(server.requests().single().fault()).hasValue("throttle, rateLimitHeaders");
        assertThat(http.post(CREATE, INPUT).header("ratelimit-remaining")).isEqualTo("599");
    }

    @Test
    void runsAreShownAsAFunctionSays() {
        server.echo(run -> {
            run.put("version", "another");
            return run;
        });
        Answer created = http.post(CREATE, INPUT);

        assertThat(created.at("version")).isNotEqualTo("another");
        assertThat(http.get(created.textAt("urls.get")).at("version")).isEqualTo("another");
        assertThat(http.get("/predictions").at("results.0.version")).isEqualTo("another");
        assertThat(http.post(created.textAt("urls.cancel"), null).at("version")).isEqualTo("another");
        server.echo(UnaryOperator.identity());
        assertThat(http.get(created.textAt("urls.get")).at("version")).isNotEqualTo("another");
    }
}
