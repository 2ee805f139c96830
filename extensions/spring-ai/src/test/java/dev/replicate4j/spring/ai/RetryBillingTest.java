package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.core.retry.RetryPolicy.Builder;
import org.springframework.core.retry.RetryTemplate;

/** Spring AI's own retry templates around models of Replicate: what may have been billed is never tried again. */
class RetryBillingTest {

    private static final ImagePrompt CAT = new ImagePrompt("a cat");

    private final ReplicateServer server = AcmeServer.start();
    private final Replicate impatient =
            server.client().toBuilder().retryPolicy(RetryPolicy.none()).build();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void close() {
        impatient.close();
        server.close();
    }

    @Test
    void lostReplyIsOnePrediction() {
        server.inject(Fault.dropReplyAfterCreate());
        ImageModel painter = ReplicateImageModel.builder(server.client(), AcmeServer.PAINTER)
                .retryTemplate(RetryUtils.SHORT_RETRY_TEMPLATE)
                .build();

        ImageResponse response = RetryUtils.execute(RetryUtils.SHORT_RETRY_TEMPLATE, () -> painter.call(CAT));

        assertThat(response.getResults()).hasSize(1);
        server.requests().predictions().assertCount(1);
    }

    static Fault[] faultsThatMayBeBilled() {
        return new Fault[] {
            Fault.fail("CUDA out of memory"),
            Fault.abort(),
            Fault.cancel(),
            Fault.errorAfterCreate(500).times(2),
            Fault.garbledReply().on("POST", "/v1/models/acme/painter/predictions"),
            Fault.insufficientCredit(),
            Fault.unauthenticated()
        };
    }

    @ParameterizedTest
    @MethodSource("faultsThatMayBeBilled")
    void whatMayBeBilledOrFailsAgainIsTriedOnce(Fault fault) {
        ImageModel painter = ReplicateImageModel.builder(impatient, AcmeServer.pin("painter"))
                .build();
        server.inject(fault);

        try {
            RetryUtils.execute(RetryUtils.SHORT_RETRY_TEMPLATE, () -> counted(painter));
        } catch (NonTransientAiException e) {
            assertThat(e.getCause()).isNotNull();
        }

        assertThat(attempts).hasValue(1);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void templatesThatRetryAllButNonTransientOnesDoNotPayTwiceEither() {
        server.inject(Fault.fail("out of memory"));
        RetryTemplate eager = new RetryTemplate(
                builder().excludes(NonTransientAiException.class).build());
        ImageModel painter = ReplicateImageModel.builder(impatient, AcmeServer.pin("painter"))
                .build();

        assertThatThrownBy(() -> RetryUtils.execute(eager, () -> counted(painter)))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("acme/painter failed: out of memory");
        server.requests().predictions().assertCount(1);
    }

    @Test
    void wrongInputIsTriedOnceToo() {
        RetryTemplate eager = new RetryTemplate(
                builder().excludes(NonTransientAiException.class).build());
        ImageModel painter = ReplicateImageModel.builder(impatient, AcmeServer.pin("painter"))
                .build();
        ImagePrompt wrong =
                new ImagePrompt("a cat", ReplicateImageOptions.builder().n(9).build());

        assertThatThrownBy(() -> RetryUtils.execute(eager, () -> {
                    attempts.incrementAndGet();
                    return painter.call(wrong);
                }))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("num_outputs of acme/painter must be 1 to 4, but is 9");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void rateLimitThatTheClientGaveUpOnIsTriedAgainAndPaidOnce() {
        server.inject(Fault.throttle(Duration.ZERO).times(2));
        ImageModel painter = ReplicateImageModel.builder(impatient, AcmeServer.pin("painter"))
                .retryTemplate(new RetryTemplate(
                        builder().includes(TransientAiException.class).build()))
                .build();

        assertThat(painter.call(CAT).getResults()).hasSize(1);

        server.requests().predictions().assertCount(3);
        assertThat(impatient.predictions().list().items()).hasSize(1);
    }

    @Test
    void connectionThatWasNeverMadeIsTransient() throws IOException {
        try (Replicate nowhere = Replicate.builder()
                .apiToken("r8_any")
                .baseUrl("http://127.0.0.1:" + freePort())
                .retryPolicy(RetryPolicy.none())
                .build()) {
            ImageModel painter = ReplicateImageModel.builder(nowhere, AcmeServer.pin("painter"))
                    .build();

            assertThatThrownBy(() -> painter.call(CAT))
                    .isInstanceOf(TransientAiException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    private ImageResponse counted(ImageModel painter) {
        attempts.incrementAndGet();
        return painter.call(CAT);
    }

    private static Builder builder() {
        return org.springframework.core.retry.RetryPolicy.builder()
                .maxRetries(5)
                .delay(Duration.ofMillis(1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
