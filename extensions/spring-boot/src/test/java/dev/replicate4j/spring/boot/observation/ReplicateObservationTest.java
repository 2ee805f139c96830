package dev.replicate4j.spring.boot.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.RecordedRequest;
import dev.replicate4j.testkit.ReplicateServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.SenderContext;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Timeout(60)
class ReplicateObservationTest {

    private static final ModelDefinition<Map<String, ?>, String, String> MODEL =
            ModelDefinition.official("acme/storyteller", "", OutputType.text());
    private static final ModelDefinition<Map<String, ?>, URLPath, URLPath> PAINTER =
            ModelDefinition.official("acme/painter", "", OutputType.file());
    private static final String TRACE = "traceparent";

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class, ReplicateObservationAutoConfiguration.class))
            .withBean(TestObservationRegistry.class, () -> registry)
            .withBean(MeterRegistry.class, () -> meters)
            .withPropertyValues("replicate.base-url=" + server.baseUrl(), "replicate.api-token=r8_secret");

    @AfterEach
    void close() {
        server.close();
    }

    /** As tracing does it: the trace is that of the outermost observation, and goes along with each request. */
    private static final class Tracing implements ObservationHandler<SenderContext<Object>> {

        @Override
        public void onStart(SenderContext<Object> context) {
            context.getSetter().set(context.getCarrier(), TRACE, trace(context));
        }

        private static @Nullable String trace(Observation.ContextView context) {
            var parent = context.getParentObservation();
            return parent == null ? context.getName() : trace(parent.getContextView());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SenderContext;
        }
    }

    private void story() {
        server.on(MODEL, input -> "a story");
    }

    @Test
    void callIsObservedWithItsRequests() {
        story();

        contexts.run(context -> context.getBean(Replicate.class).use(MODEL).call(Map.of("prompt", "a llama")));

        String id = server.client().predictions().list().items().get(0).id();
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("replicate.run")
                .that()
                .hasContextualNameEqualTo("run acme/storyteller")
                .hasLowCardinalityKeyValue("gen_ai.provider.name", "replicate")
                .hasLowCardinalityKeyValue("gen_ai.request.model", "acme/storyteller")
                .hasLowCardinalityKeyValue("replicate.status", "succeeded")
                .hasHighCardinalityKeyValue("gen_ai.response.id", id)
                .hasBeenStarted()
                .hasBeenStopped()
                .doesNotHaveError();
        TestObservationRegistryAssert.assertThat(registry)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context.getName().equals("replicate.request"))
                        .isNotEmpty()
                        .extracting(context ->
                                context.getParentObservation().getContextView().getName())
                        .containsOnly("replicate.run"))
                .hasAnObservationWithAKeyValue("replicate.operation", "predictions.create")
                .hasAnObservationWithAKeyValue("http.request.method", "POST")
                .hasAnObservationWithAKeyValue("http.response.status_code", "201")
                .hasAnObservationWithAKeyValue("url.full", server.baseUrl() + "/models/acme/storyteller/predictions")
                .hasAnObservationWithAKeyValue("replicate.attempt", "1");
    }

    @Test
    void traceOfTheCallerGoesWithEachRequest() {
        story();
        server.inject(Fault.throttle(java.time.Duration.ZERO).on("POST", "/v1/models/*/*/predictions"));
        registry.observationConfig().observationHandler(new Tracing());

        contexts.withPropertyValues("replicate.sync-window=0s").run(context -> {
            Replicate replicate = context.getBean(Replicate.class);
            CompletableFuture<?> story = Observation.createNotStarted("caller", registry)
                    .observe(() -> replicate.use(MODEL).callAsync(Map.of("prompt", "a llama")));
            story.join();
        });

        assertThat(server.requests().list())
                .hasSize(3)
                .extracting(request -> request.header(TRACE).orElse(""))
                .containsOnly("caller");
    }

    @Test
    void requestsOutsideOfCallsHaveTheCallersTraceToo() {
        server.inject(Fault.serverError(503).on("GET", "/v1/account"));
        registry.observationConfig().observationHandler(new Tracing());

        contexts.withPropertyValues("replicate.retry.initial-delay=1ms")
                .run(context -> Observation.createNotStarted("caller", registry)
                        .observe(() -> context.getBean(Replicate.class)
                                .accounts()
                                .getAsync()
                                .join()));

        assertThat(server.requests().list())
                .hasSize(2)
                .extracting(request -> request.header(TRACE).orElse(""))
                .containsOnly("caller");
    }

    @Test
    void traceStaysWithTheApi() {
        server.when(PAINTER).thenReturn(server.file("cat.png"));
        registry.observationConfig().observationHandler(new Tracing());

        contexts.withPropertyValues("replicate.sync-window=0s").run(context -> {
            URLPath picture = context.getBean(Replicate.class).use(PAINTER).call(Map.of("prompt", "a cat"));
            assertThat(Files.size(picture)).isPositive();
        });

        assertThat(server.requests().downloads().list())
                .isNotEmpty()
                .extracting(RecordedRequest::headers)
                .allSatisfy(headers -> assertThat(headers).doesNotContainKey(TRACE));
    }

    @Test
    void failureIsAnErrorOfTheObservation() {
        server.when(MODEL).thenFail("CUDA out of memory (E1001)");

        contexts.withPropertyValues("replicate.sync-window=0s")
                .run(context -> assertThatThrownBy(() ->
                                context.getBean(Replicate.class).use(MODEL).call(Map.of()))
                        .isInstanceOf(ModelException.class));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("replicate.run")
                .that()
                .hasLowCardinalityKeyValue("replicate.status", "failed")
                .hasBeenStopped()
                .assertThatError()
                .isInstanceOf(ModelException.class);
    }

    @Test
    void attemptWithoutAReplyIsAnError() {
        contexts.withPropertyValues(
                        "replicate.base-url=http://127.0.0.1:1", // where nobody listens
                        "replicate.retry.initial-delay=1ms",
                        "replicate.retry.max-attempts=2")
                .run(context -> assertThatThrownBy(() ->
                                context.getBean(Replicate.class).accounts().get())
                        .isInstanceOf(ConnectionException.class));

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("replicate.request", 2)
                .hasAnObservationWithAKeyValue("http.response.status_code", "none")
                .hasAnObservationWithAKeyValue("replicate.attempt", "1")
                .hasAnObservationWithAKeyValue("replicate.attempt", "2")
                .hasHandledContextsThatSatisfy(handled -> assertThat(handled)
                        .extracting(Observation.Context::getError)
                        .hasOnlyElementsOfType(ConnectionException.class));
    }

    @Test
    void streamAndCreateAreObserved() {
        server.when(MODEL).thenStream("a", "b");
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));

        contexts.run(context -> {
            Replicate replicate = context.getBean(Replicate.class);
            try (OutputIterator<?> words = replicate.use(MODEL).stream(Map.of())) {
                assertThat(words.toList()).hasSize(2);
            }
            replicate.use(MODEL).create(Map.of());
        });

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("replicate.run", 2)
                .hasAnObservationWithAKeyValue("replicate.status", "succeeded");
        assertThat(meters.get("replicate.run").timers())
                .extracting(Timer::count)
                .as("stopped")
                .containsOnly(1L);
    }

    @Test
    void conventionsCanBeReplaced() {
        story();

        contexts.withBean(ReplicateRunConvention.class, () -> new DefaultReplicateRunConvention() {
                    @Override
                    public String getName() {
                        return "acme.model";
                    }
                })
                .withBean(ReplicateRequestConvention.class, () -> new DefaultReplicateRequestConvention() {
                    @Override
                    public String getName() {
                        return "acme.http";
                    }
                })
                .run(context -> context.getBean(Replicate.class).use(MODEL).call(Map.of()));

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("acme.model", 1)
                .hasNumberOfObservationsWithNameEqualTo("replicate.run", 0)
                .hasNumberOfObservationsWithNameEqualTo("replicate.request", 0)
                .hasObservationWithNameEqualTo("acme.http");
    }

    @Test
    void predictTimeIsATimerAndNoKeyHasManyValues() {
        story();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));

        contexts.withPropertyValues("replicate.sync-window=0s")
                .run(context -> context.getBean(Replicate.class).use(MODEL).call(Map.of("prompt", "a llama")));

        assertThat(meters.get("replicate.predict.time")
                        .tag("gen_ai.request.model", "acme/storyteller")
                        .tag("replicate.status", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("replicate.run").tag("error", "none").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("replicate.request").timers())
                .isNotEmpty()
                .allSatisfy(
                        timer -> assertThat(timer.getId().getTag("url.full")).isNull());
    }

    @Test
    void callIsMadeEvenIfItCannotBeObserved() {
        story();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                throw new IllegalStateException("a handler that fails");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });

        contexts.run(context -> assertThat(
                        context.getBean(Replicate.class).use(MODEL).call(Map.of("prompt", "a llama")))
                .isEqualTo("a story"));
    }

    @Test
    void withoutARegistryNothingIsObserved() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReplicateAutoConfiguration.class, ReplicateObservationAutoConfiguration.class))
                .withPropertyValues("replicate.api-token=r8_secret")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ObservationListener.class)
                        .doesNotHaveBean(PredictTimeRecorder.class));
    }
}
