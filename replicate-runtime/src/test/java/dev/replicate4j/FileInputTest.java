package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files, and what holds them, as values of inputs. */
class FileInputTest {

    private static final URLPath CAT = URLPath.of("https://example.com/cat.png");

    @Test
    void aRecordIsAnObjectWithItsComponentsAsFields() {
        Painter.Input input = Painter.with("a cat").set("frame", new Frame(CAT, List.of(new Point(1, 2.5)), null));

        assertThat(input.values())
                .containsEntry("frame", Map.of("image", CAT, "points", List.of(Map.of("x", 1L, "y", 2.5))));
    }

    @Test
    void aRecordThatFailsToBeReadIsRefusedByNameOfTheInput() {
        assertThatThrownBy(() -> Painter.with("a cat").set("frame", new Moody()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("frame of acme/painter is a record of ")
                .hasMessageContaining("Moody");
    }

    @Test
    void filesAreShownByTheirUrl() {
        assertThat(Painter.with("a cat")
                        .images(List.of(CAT, Path.of("dog.png")))
                        .toString())
                .contains("images=[https://example.com/cat.png, dog.png]");
    }

    private record Frame(
            Path image, List<Point> points, @Nullable Path mask) {}

    private record Point(long x, double y) {}

    private record Moody(String mood) {

        Moody() {
            this("bad");
        }

        @Override
        public String mood() {
            throw new IllegalStateException(mood);
        }
    }
}
