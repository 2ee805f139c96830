package dev.replicate4j.codegen.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows denies access to who would replace a file that somebody reads. */
class AtomicFileTest {

    private static final byte[] CONTENT = "after".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final AtomicInteger attempts = new AtomicInteger();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("Model.java"), "before");
    }

    @Test
    void fileThatIsBrieflyInUseIsReplaced() throws IOException {
        assertThat(AtomicFile.write(file, CONTENT, (draft, place) -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new AccessDeniedException(place.toString());
                    }
                    Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING);
                }))
                .isTrue();

        assertThat(file).hasContent("after");
        assertThat(folder.toFile().list()).containsExactly("Model.java");
    }

    @Test
    void fileThatStaysInUseIsAnErrorAndStaysAsItWas() {
        assertThatThrownBy(() -> AtomicFile.write(file, CONTENT, (draft, place) -> {
                    attempts.incrementAndGet();
                    throw new AccessDeniedException(place.toString());
                }))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(attempts).hasValue(5);
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("Model.java");
    }

    @Test
    void fileThatAnotherBuildHasWrittenMeanwhileIsFine() throws IOException {
        AtomicFile.write(file, CONTENT, (draft, place) -> {
            attempts.incrementAndGet();
            Files.write(place, CONTENT);
            throw new AccessDeniedException(place.toString());
        });

        assertThat(attempts).hasValue(1);
        assertThat(file).hasContent("after");
        assertThat(folder.toFile().list()).containsExactly("Model.java");
    }
}
