package com.acme.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import tools.jackson.databind.json.JsonMapper;
import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.junit.ReplicateTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@ReplicateTest
@SpringBootTest
class StoriesTest {

    @Autowired
    private Stories stories;

    @Autowired
    private JsonMapper jackson;

    @Test
    void storyIsToldByTheModel(ReplicateServer server) throws Exception {
        server.on("acme/storyteller", input -> "Once upon a time: " + input.text("prompt"));

        assertThat(jackson.writeValueAsString(stories.tell("a llama")))
                .isEqualTo("{\"about\":\"a llama\",\"text\":\"Once upon a time: a llama\"}");
        server.requests().predictions("acme/storyteller").assertCount(1);
    }

    @Test
    void inputIsCheckedAgainstThePin() {
        assertThatThrownBy(() ->
                        Replicate.defaultClient().use("acme/storyteller").call(Map.of("prompt", 7)))
                .hasMessageContaining("Expected: string");
    }
}
