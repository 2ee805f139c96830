package dev.replicate4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.RecordedRequest;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ReplicateAutoConfigurationTest {

    private static final String MODEL = "acme/storyteller";

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
            .withPropertyValues("replicate.base-url=" + server.baseUrl(), "replicate.api-token=r8_secret");

    ReplicateAutoConfigurationTest() {
        server.on(MODEL, input -> "Once upon a time: " + input.text("prompt"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static @Nullable Object tell(Replicate replicate) {
        return replicate.use(MODEL).call(Map.of("prompt", "a llama"));
    }

    private RecordedRequest create() {
        return server.requests().predictions().single();
    }

    @Test
    void tokenIsAllThatTheClientNeeds() {
        contexts.run(
                context -> assertThat(tell(context.getBean(Replicate.class))).isEqualTo("Once upon a time: a llama"));

        assertThat(create().header("Authorization")).contains("Bearer r8_secret");
    }

    @Test
    void clientIsClosedWithTheContext() {
        List<Replicate> clients = new ArrayList<>();

        contexts.run(context -> clients.add(context.getBean(Replicate.class)));

        assertThatThrownBy(() -> tell(clients.get(0))).hasMessageContaining("closed");
    }

    @Test
    void propertiesAreSettingsOfTheClient(@TempDir Path directory) {
        server.inject(Fault.serverError(503).on("GET", "/v1/account").always());
        contexts.withPropertyValues(
                        "replicate.user-agent=acme/1.0",
                        "replicate.headers.X-Team=images",
                        "replicate.sync-window=7s",
                        "replicate.retry.max-attempts=2",
                        "replicate.retry.initial-delay=1ms",
                        "replicate.connect-timeout=3s",
                        "replicate.request-timeout=40s",
                        "replicate.max-body-size=1MB",
                        "replicate.inline-file-limit=0B",
                        "replicate.download-directory=" + directory)
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    tell(replicate);
                    assertThat(create().header("User-Agent")).contains("acme/1.0");
                    assertThat(create().header("X-Team")).contains("images");
                    assertThat(create().header("Prefer")).contains("wait=7");
                    assertThatThrownBy(() -> replicate.accounts().get()).hasMessageContaining("503");
                    server.requests().to("GET", "/v1/account").assertCount(2);
                    server.when("acme/painter").thenReturn(server.file("cat.png"));
                    Object picture = replicate.use("acme/painter").call(Map.of());
                    assertThat(picture).asString().contains("cat.png");
                });
    }

    @Test
    void callTimeoutCancelsARun() {
        server.when("acme/sleeper").thenHang();

        contexts.withPropertyValues("replicate.call-timeout=200ms")
                .run(context -> assertThatThrownBy(() -> context.getBean(Replicate.class)
                                .use("acme/sleeper")
                                .call(Map.of()))
                        .isInstanceOf(CallTimeoutException.class));

        server.requests().cancellations().await(1);
    }

    @Test
    void missingTokenFailsTheStart() {
        contexts.withPropertyValues("replicate.api-token=")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasRootCauseInstanceOf(MissingApiTokenException.class));
        contexts.withPropertyValues("replicate.api-token=", "replicate.clients.images.call-timeout=1m")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void missingTokenIsExplained(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(Application.class, "--spring.main.web-application-type=none"))
                .hasRootCauseInstanceOf(MissingApiTokenException.class);

        assertThat(output)
                .contains("There is no API token of Replicate: replicate.api-token is not set.")
                .contains("the environment variable REPLICATE_API_TOKEN")
                .contains("https://replicate.com/account/api-tokens");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ReplicateAutoConfiguration.class)
    static class Application {}

    @Test
    void environmentVariableIsTheToken() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReplicateAutoConfiguration.class))
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new org.springframework.core.env.SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("REPLICATE_API_TOKEN", "r8_env", "REPLICATE_BASE_URL", server.baseUrl()))))
                .run(context -> tell(context.getBean(Replicate.class)));

        assertThat(create().header("Authorization")).contains("Bearer r8_env");
    }

    @Test
    void furtherClientsAreInjectedByTheirNames() {
        contexts.withUserConfiguration(TwoClients.class)
                .withPropertyValues(
                        "replicate.headers.X-Team=images",
                        "replicate.clients.videos.api-token=r8_videos",
                        "replicate.clients.videos.sync-window=5s")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(TwoClients.Service.class);
                    TwoClients.Service service = context.getBean(TwoClients.Service.class);
                    assertThat(service.first()).isNotSameAs(service.videos());
                    tell(service.videos());
                });

        assertThat(create().header("Authorization")).contains("Bearer r8_videos");
        assertThat(create().header("Prefer")).contains("wait=5");
        assertThat(create().header("X-Team")).as("inherited").contains("images");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {

        record Service(Replicate first, Replicate videos) {}

        @Bean
        Service service(Replicate replicate, @Qualifier("videos") Replicate videos) {
            return new Service(replicate, videos);
        }
    }

    @Test
    void ownClientTakesThePlaceOfTheFirst() {
        Replicate own = server.client();

        contexts.withBean(Replicate.class, () -> own)
                .withPropertyValues("replicate.clients.videos.call-timeout=1m")
                .run(context -> assertThat(context.getBean(Replicate.class)).isSameAs(own));
    }

    @Test
    void defaultClientIsSetOnlyWhereAskedFor() {
        Replicate before = server.client();
        Replicate initial = Replicate.setDefaultClient(before);
        try {
            contexts.run(context -> assertThat(Replicate.defaultClient()).isSameAs(before));
            contexts.withPropertyValues("replicate.default-client=true")
                    .run(context -> assertThat(Replicate.defaultClient()).isSameAs(context.getBean(Replicate.class)));
            assertThat(Replicate.defaultClient()).as("put back").isSameAs(before);
        } finally {
            Replicate.setDefaultClient(initial);
        }
    }

    @Test
    void customizersComeAfterThePropertiesAndKnowTheClient() {
        contexts.withBean("team", ReplicateBuilderCustomizer.class, () -> new ReplicateBuilderCustomizer() {
                    @Override
                    public void customize(dev.replicate4j.ReplicateBuilder builder) {
                        throw new AssertionError("not this one");
                    }

                    @Override
                    public void customize(String client, dev.replicate4j.ReplicateBuilder builder) {
                        builder.userAgent("client " + client);
                    }
                })
                .withPropertyValues("replicate.user-agent=acme/1.0", "replicate.clients.videos.call-timeout=1m")
                .run(context -> {
                    tell(context.getBean(Replicate.class));
                    tell(context.getBean("videosReplicate", Replicate.class));
                });

        assertThat(server.requests().predictions().list())
                .extracting(request -> request.header("User-Agent").orElse(""))
                .containsExactly("client replicate", "client videos");
    }

    @Test
    void customizerMayBringTheToken() {
        contexts.withPropertyValues("replicate.api-token=")
                .withBean(ReplicateBuilderCustomizer.class, () -> builder -> builder.apiToken("r8_vault"))
                .run(context -> tell(context.getBean(Replicate.class)));

        assertThat(create().header("Authorization")).contains("Bearer r8_vault");
    }

    @Test
    void connectionDetailsTakeThePlaceOfThePropertiesAndRotate() {
        AtomicInteger count = new AtomicInteger();
        ReplicateConnectionDetails details = new ReplicateConnectionDetails() {
            @Override
            public String getApiToken() {
                return "r8_" + count.get();
            }

            @Override
            public String getBaseUrl() {
                return server.baseUrl();
            }
        };
        contexts.withPropertyValues("replicate.base-url=http://localhost:1", "replicate.clients.videos.api-token=r8_x")
                .withBean(ReplicateConnectionDetails.class, () -> details)
                .run(context -> {
                    tell(context.getBean(Replicate.class));
                    count.incrementAndGet();
                    tell(context.getBean("videosReplicate", Replicate.class));
                });

        assertThat(server.requests().predictions().list())
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer r8_0", "Bearer r8_1");
    }

    @Test
    void noSecretIsShown() {
        contexts.withPropertyValues("replicate.clients.videos.api-token=r8_videos", "replicate.headers.X-Key=hush")
                .run(context -> {
                    ReplicateProperties properties = context.getBean(ReplicateProperties.class);
                    assertThat(properties.toString() + properties.clients() + context.getBean(Replicate.class))
                            .doesNotContain("r8_secret", "r8_videos", "hush");
                });
    }

    @Test
    void settingThatCannotBeUsedFailsTheStart() {
        contexts.withPropertyValues("replicate.sync-window=2m")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("syncWindow must be 1 to 60 seconds"));
    }
}
