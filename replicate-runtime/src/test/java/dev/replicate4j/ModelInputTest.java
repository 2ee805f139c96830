package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelInputTest {

    @Test
    void settersReturnNewInputsAndKeepTheOrder() {
        Painter.Input plain = Painter.with("a cat");

        Painter.Input full = plain.seed(42).shape(Painter.Shape._16_9);

        assertThat(plain.values()).containsExactly(entry("prompt", "a cat"));
        assertThat(full.values())
                .containsExactly(entry("prompt", "a cat"), entry("seed", 42L), entry("shape", Painter.Shape._16_9));
    }

    @Test
    void valueOutOfRangeNamesInputModelValueAndLimits() {
        assertThatThrownBy(() -> Painter.with("a cat").steps(99))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("num_inference_steps of acme/painter must be 1 to 50, but is 99. ");
        assertThatThrownBy(() -> Painter.with("a cat").strength(-0.5))
                .hasMessageStartingWith("strength of acme/painter must be at least 0, but is -0.5. ");
        assertThatThrownBy(() -> Painter.with(""))
                .hasMessageStartingWith("prompt of acme/painter must have 1 to 2000 characters, but has 0. ");
        assertThatThrownBy(() -> Painter.with("a cat").images(List.of(Path.of("1"), Path.of("2"), Path.of("3"))))
                .hasMessageStartingWith("images of acme/painter must have at most 2 items, but has 3. ");
    }

    @Test
    void endsOfARangeBelongToIt() {
        assertThat(Painter.with("a cat").steps(1).steps(50).strength(0).values())
                .containsEntry("num_inference_steps", 50L)
                .containsEntry("strength", 0.0);
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(Painter.with("\uD83D\uDC08".repeat(2000)).values()).containsKey("prompt");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByNameOfTheInput() {
        assertThatThrownBy(() -> Painter.with(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prompt of acme/painter must not be null."
                        + " Leave the input out to get the model's default.");
    }

    @Test
    void setTakesUnknownInputsAndForbiddenValuesAndNullUnsets() {
        Painter.Input input =
                Painter.with("a cat").set("num_inference_steps", 99).set("new_knob", Map.of("a", 1));

        assertThat(input.values()).containsEntry("num_inference_steps", 99).containsEntry("new_knob", Map.of("a", 1));
        assertThat(input.set("num_inference_steps", null).values()).doesNotContainKey("num_inference_steps");
    }

    @Test
    void valuesThatCannotBeSentAreRefusedWhereTheyAreSet() {
        assertThatThrownBy(() -> Painter.with("a cat").set("when", new StringBuilder[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("when of acme/painter cannot be sent as a [Ljava.lang.StringBuilder;.");
        assertThatThrownBy(() -> Painter.with("a cat").set("x", List.of(Map.of("y", Double.NaN))))
                .hasMessage("x[0].y of acme/painter must be a number that JSON can hold, but is NaN.");
        assertThatThrownBy(() -> Painter.with("a cat").strength(Double.NaN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("strength of acme/painter must be a number that JSON can hold, but is NaN.");
        assertThatThrownBy(() -> Painter.with("a cat").set("x", Map.of(1, 2)))
                .hasMessage("x of acme/painter must be a map with text keys, but has the key 1.");
    }

    @Test
    void listsAreCopiedIn() {
        List<Path> images = new ArrayList<>(List.of(Path.of("a.png")));
        Painter.Input input = Painter.with("a cat").images(images);

        images.clear();

        assertThat(input.values()).containsEntry("images", List.of(Path.of("a.png")));
    }

    @Test
    void urisAndFilesAreKeptAsWhatTheyStandFor() {
        Painter.Input input = Painter.with("a cat")
                .set("a", URI.create("https://example.com/a.png"))
                .set("b", Path.of("b.png").toFile());

        assertThat(input.values())
                .containsEntry("a", "https://example.com/a.png")
                .containsEntry("b", Path.of("b.png"));
    }

    @Test
    void toStringMasksSecretsAndShortensTexts() {
        Painter.Input input = Painter.with("x".repeat(300)).seed(42).apiKey("r8_secret");

        assertThat(input)
                .hasToString("acme/painter{prompt=" + "x".repeat(200) + "... (300 characters), seed=42, api_key=***}");
    }

    @Test
    void equalByValues() {
        assertThat(Painter.with("a cat").seed(1))
                .isEqualTo(Painter.with("a cat").seed(2).seed(1))
                .hasSameHashCodeAs(Painter.with("a cat").seed(1))
                .isNotEqualTo(Painter.with("a cat"))
                .isNotEqualTo(Painter.with("a cat").seed(2));
    }

    @Test
    void travelsBySerializationWithItsPaths() throws Exception {
        try (FileSystem jimfs = Jimfs.newFileSystem(Configuration.unix())) {
            Painter.Input input = Painter.with("a cat")
                    .shape(Painter.Shape._1_1)
                    .images(List.of(
                            jimfs.getPath("/in/memory.png"),
                            Path.of("local.png").toAbsolutePath()));

            Painter.Input copy = copied(input);

            assertThat(copy).isEqualTo(input).isNotSameAs(input);
            assertThat(copy.seed(7).values()).containsEntry("seed", 7L);
        }
    }

    private static Painter.Input copied(Painter.Input input) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(input);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Painter.Input) in.readObject();
        }
    }
}
