package com.acme.postcards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.spring.boot.test.AutoConfigureReplicate;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureReplicate
class PostcardsTest {

    @Autowired
    private Postcards.Writer writer;

    @Test
    void pictureIsMadeOnceThoughItsReplyIsLost(ReplicateServer server) {
        server.inject(Fault.dropReplyAfterCreate());

        assertThat(writer.picture("the moon")).startsWith("http");

        assertThat(server.requests()
                        .predictions("black-forest-labs/flux-schnell")
                        .single()
                        .input())
                .isEqualTo(Map.of(
                        "prompt",
                        "a postcard of the moon",
                        "aspect_ratio",
                        "1:1",
                        "num_outputs",
                        1L,
                        "output_format",
                        "png"));
        server.requests().to("GET", "/v1/models/**").assertNone(); // the pin is on the class path
    }

    @Test
    void textIsStreamed(ReplicateServer server) {
        server.when("meta/meta-llama-3-8b-instruct").thenStream("Dear", " friend");

        assertThat(writer.text("the moon").collectList().block()).containsExactly("Dear", " friend");

        assertThat(server.requests().predictions().single().input())
                .isEqualTo(Map.of(
                        "prompt", "Greetings from the moon", "system_prompt", "You write postcards of two sentences."));
    }
}
