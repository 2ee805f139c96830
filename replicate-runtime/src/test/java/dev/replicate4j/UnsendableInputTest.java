package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.testsupport.Half;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be sent fails a call at once: the future of an asynchronous one, always. */
@Timeout(30)
class UnsendableInputTest {

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();
    private final ModelFunction<Map<String, ?>, Object, Object> function = replicate.use("f".repeat(64));

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    private static Stream<Object> unsendable() {
        Object deep = "x";
        for (int i = 0; i < 600; i++) {
            deep = List.of(deep);
        }
        return Stream.of(
                deep, new Half(), Double.NaN, Thread.currentThread(), Map.of(1, 2), Path.of("no-such-file.png"));
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void aCallThrows(Object value) {
        assertThatThrownBy(() -> function.call(Map.of("in", value))).isInstanceOf(InvalidInputException.class);
        assertThat(api.seen()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void anAsynchronousCallFailsItsFuture(Object value) {
        CompletableFuture<?> call = function.callAsync(Map.of("in", value));
        CompletableFuture<?> create = function.createAsync(Map.of("in", value));

        assertThatThrownBy(call::join).hasCauseInstanceOf(InvalidInputException.class);
        assertThatThrownBy(create::join).hasCauseInstanceOf(InvalidInputException.class);
        assertThat(api.seen()).isEmpty();
    }
}
