package com.acme.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.models.Storyteller;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.junit.ReplicateTest;
import org.junit.jupiter.api.Test;

/** The testkit without Spring, in the same project. */
@ReplicateTest
class StoriesAlternativeTest {

    @Test
    void generatedClassIsCalledByItself(ReplicateServer server) {
        server.on(Storyteller.MODEL, input -> "told");

        assertThat(Storyteller.call("a llama")).isEqualTo("told");
    }
}
