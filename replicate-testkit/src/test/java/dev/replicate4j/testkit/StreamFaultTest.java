package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamFaultTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Http http = new Http(server);

    @BeforeEach
    void talk() {
        server.when("acme/talker").thenStream("a", "b", "c");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eventIsLeftOut() {
        server.inject(Fault.gapInStream(1));

        assertThat(http.get(stream()).text())
                .contains("data: a\n", "data: c\n", "event: done")
                .doesNotContain("data: b\n");
    }

    @Test
    void eventsComeAgainUnderNewIds() {
        server.inject(Fault.cutStream(2), Fault.replayedStream());
        String url = stream();
        Answer first = http.get(url);
        String lastId = lastId(first.text());

        Answer second = http.get(url, "Last-Event-ID", lastId);

        assertThat(first.text()).contains("data: b\n").doesNotContain("data: c\n");
        assertThat(second.text())
                .contains("data: a\n", "data: b\n", "data: c\n", "event: done")
                .doesNotContain("id: " + lastId + "\n");
        assertThat(http.get(url, "Last-Event-ID", lastId).text()).doesNotContain("data: b\n");
    }

    @Test
    void outputComesAfterDone() {
        server.inject(Fault.outputAfterDone("late"));

        String text = http.get(stream()).text();

        assertThat(text.indexOf("data: late\n")).isGreaterThan(text.indexOf("event: done"));
    }

    @Test
    void sameEventComesAtEveryConnection() {
        server.inject(Fault.repeatedEvent().always());
        String url = stream();

        String first = http.get(url).text();
        String second = http.get(url, "Last-Event-ID", lastId(first)).text();

        assertThat(first).contains("retry: 0\n", "data: a\n").doesNotContain("data: b\n", "done");
        assertThat(second).isEqualTo(first);
    }

    private String stream() {
        return http.post("/models/acme/talker/predictions", "{\"input\":{}}").textAt("urls.stream");
    }

    private static String lastId(String events) {
        int id = events.lastIndexOf("id: ") + "id: ".length();
        return events.substring(id, events.indexOf('\n', id));
    }
}
