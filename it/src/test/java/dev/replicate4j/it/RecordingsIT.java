package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.Page;
import dev.replicate4j.api.WebhookSecret;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.testsupport.LoopbackServer.ReceivedRequest;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays traffic: the client makes the recorded requests, and loses nothing of the recorded responses. The system property
 * {@code replicate.recordings} names a folder of recordings of real traffic; some that were written by hand are always
 * replayed.
 */
class RecordingsIT {

    private static final String API = "api.replicate.com";

    @TestFactory
    Stream<DynamicContainer> recordings() throws IOException {
        Set<Path> folders = new LinkedHashSet<>(List.of(TestData.handWrittenRecordings(), TestData.recordings()));
        List<DynamicContainer> all = new ArrayList<>();
        for (Path folder : folders) {
            replayed(folder).forEach(all::add);
        }
        return all.stream();
    }

    private Stream<DynamicContainer> replayed(Path folder) throws IOException {
        List<Recording> recordings = Recording.readAll(folder);
        assertThat(recordings).as("recordings in " + folder).isNotEmpty();
        return recordings.stream()
                .map(recording -> DynamicContainer.dynamicContainer(recording.name(), tests(recording)));
    }

    private Stream<DynamicTest> tests(Recording recording) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Recording.Interaction interaction : recording.interactions()) {
            Recording.Request request = interaction.request();
            // Other hosts are those of files and streams, whose requests are not the API's.
            if (API.equals(request.uri().getHost())) {
                tests.add(DynamicTest.dynamicTest(
                        request.method() + " " + request.uri().getPath(), () -> replay(interaction)));
            }
        }
        return tests.stream();
    }

    private void replay(Recording.Interaction interaction) throws IOException {
        try (ReplayServer server = new ReplayServer();
                Replicate replicate = Replicate.builder()
                        .apiToken("r8_test")
                        .baseUrl(server.baseUrl())
                        .retryPolicy(RetryPolicy.none())
                        .build()) {
            RecordedCall recorded = new RecordedCall(replicate, interaction.request());
            Supplier<Object> call = recorded.find();
            if (recorded.isLaterPage()) {
                call = laterPage(server, call, interaction.request());
            }
            server.then(interaction.response());
            if (interaction.response().status() < 400) {
                hasNothingLost(call.get(), interaction.response());
            } else {
                isRefusedAsRecorded(call, interaction.response());
            }
            isSameRequest(server.last(), interaction.request());
        }
    }

    /** A page other than the first is reached by the link of the one before it. */
    private static Supplier<Object> laterPage(ReplayServer server, Supplier<Object> first, Recording.Request request) {
        String page = Recording.write(
                Map.of("results", List.of(), "next", request.uri().toString()));
        server.then(new Recording.Response(200, Map.of(), page.getBytes(StandardCharsets.UTF_8)));
        Object before = first.get();
        return () -> RecordedCall.next(before);
    }

    private static void isSameRequest(ReceivedRequest sent, Recording.Request recorded) {
        assertThat(sent.method()).isEqualTo(recorded.method());
        assertThat(sent.rawPath()).isEqualTo(recorded.uri().getRawPath());
        assertThat(RecordedCall.query(sent.query()))
                .containsAllEntriesOf(RecordedCall.query(recorded.uri().getRawQuery()));
        assertThat(header(sent, "prefer").replaceFirst("^wait=60$", "wait"))
                .isEqualTo(recorded.headers().getOrDefault("prefer", "").replaceFirst("^wait=60$", "wait"));
        String type = recorded.headers().getOrDefault("content-type", "");
        if (type.startsWith("multipart/")) {
            assertThat(Multipart.parse(header(sent, "content-type"), sent.body())
                            .part("content"))
                    .isEqualTo(Multipart.parse(type, recorded.body()).part("content"));
        } else if (recorded.body().startsWith("{")) {
            assertThat(Recording.json(sent.body())).isEqualTo(recorded.json());
        } else {
            assertThat(sent.body()).isEqualTo(recorded.body());
        }
    }

    private static String header(ReceivedRequest request, String name) {
        String value = request.header(name);
        return value == null ? "" : value;
    }

    private static void hasNothingLost(Object decoded, Recording.Response recorded) {
        if (decoded == null) {
            assertThat(recorded.text()).isBlank();
        } else if (decoded instanceof WebhookSecret secret) {
            WebhookSecret same =
                    WebhookSecret.of(Recording.json(recorded.text()).get("key").asText());
            assertThat(secret.sign("id", Instant.EPOCH, new byte[1]))
                    .isEqualTo(same.sign("id", Instant.EPOCH, new byte[1]));
        } else if (decoded instanceof String text) {
            assertThat(text).isEqualTo(recorded.text());
        } else {
            assertThat(Recording.json(Recording.write(json(decoded)))).isEqualTo(Recording.json(recorded.text()));
            assertThat(typedDifferences(decoded)).isEmpty();
        }
    }

    private static Object json(Object decoded) {
        if (decoded instanceof Page<?> page) {
            assertThat(page.items().stream().map(RecordingsIT::json).toList())
                    .isEqualTo(page.json().getOrDefault("results", Collections.emptyList()));
            return page.json();
        }
        if (decoded instanceof List<?> list) {
            return list.stream().map(RecordingsIT::json).toList();
        }
        try {
            return decoded.getClass().getMethod("json").invoke(decoded);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> typedDifferences(Object decoded) {
        List<?> records = decoded instanceof Page<?> page
                ? page.items()
                : decoded instanceof List<?> list ? list : List.of(decoded);
        return records.stream()
                .flatMap(record ->
                        TypedView.differences(record, record.getClass().getSimpleName()).stream())
                .toList();
    }

    private static void isRefusedAsRecorded(Supplier<Object> call, Recording.Response recorded) {
        ApiException refused = org.assertj.core.api.Assertions.catchThrowableOfType(ApiException.class, call::get);
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(recorded.status());
        assertThat(refused.problem().body()).isEqualTo(recorded.text());
        JsonNode problem = Recording.json(recorded.text());
        if (problem.hasNonNull("detail")) {
            assertThat(refused).hasMessageContaining(problem.get("detail").asText());
        }
    }
}
