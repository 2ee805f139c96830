package com.acme.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.models.Storyteller;
import dev.replicate4j.Replicate;
import dev.replicate4j.spring.boot.test.AutoConfigureReplicate;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@AutoConfigureReplicate
class StoriesTest {

    @Autowired
    private Stories stories;

    @Autowired
    private JsonMapper jackson;

    @Test
    void storyIsToldByTheModel(ReplicateServer server) throws Exception {
        server.on(Storyteller.MODEL, input -> "Once upon a time: " + input.text("prompt"));

        assertThat(jackson.writeValueAsString(stories.tell("a llama")))
                .isEqualTo("{\"about\":\"a llama\",\"text\":\"Once upon a time: a llama\"}");
        server.requests().predictions(Storyteller.MODEL).assertCount(1);
    }

    @Test
    void inputIsCheckedAgainstThePin(@Autowired @Qualifier("nightly") Replicate nightly) {
        assertThatThrownBy(() -> nightly.use("acme/storyteller").call(Map.of("prompt", 7)))
                .hasMessageContaining("Expected: string");
    }
}
