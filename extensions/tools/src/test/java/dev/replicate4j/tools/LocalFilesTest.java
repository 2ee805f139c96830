package dev.replicate4j.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.URLPath;
import dev.replicate4j.tools.internal.access.AccessException;
import dev.replicate4j.tools.internal.access.AddressPolicy;
import dev.replicate4j.tools.internal.access.FileAccess;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which local files an agent may send. */
class LocalFilesTest {

    @TempDir
    Path home;

    private Path allowed;
    private FileAccess access;

    @BeforeEach
    void makeFiles() throws IOException {
        allowed = Files.createDirectories(home.resolve("allowed"));
        Files.createDirectories(allowed.resolve("below"));
        Files.createDirectories(home.resolve("allowed-not"));
        Files.writeString(allowed.resolve("cat.png"), "cat");
        Files.writeString(allowed.resolve("below/dog.png"), "dog");
        Files.writeString(allowed.resolve(".env"), "SECRET=1");
        Files.createDirectories(allowed.resolve(".runs"));
        Files.writeString(allowed.resolve(".runs/journal.jsonl"), "{}");
        Files.writeString(home.resolve("secret.txt"), "secret");
        Files.writeString(home.resolve("allowed-not/secret.txt"), "secret");
        access = new FileAccess(
                List.of(home.resolve("not-there"), allowed),
                new AddressPolicy(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        false));
    }

    @Test
    void filesInAndBelowAnAllowedFolderAreSent() throws IOException {
        Path cat = allowed.resolve("cat.png").toRealPath();

        assertThat(access.resolve("image", cat.toString())).isEqualTo(cat);
        assertThat(access.resolve("image", "cat.png")).isEqualTo(cat);
        assertThat(access.resolve("image", "below/../cat.png")).isEqualTo(cat);
        assertThat(access.resolve("image", cat.toUri().toString())).isEqualTo(cat);
        assertThat(access.resolve("image", "below/dog.png")).hasContent("dog");
    }

    @Test
    void nothingElseIs() {
        for (String path : List.of(
                home.resolve("secret.txt").toString(),
                home.resolve("allowed-not/secret.txt").toString(),
                "../secret.txt",
                "below/../../secret.txt",
                allowed.resolve("../secret.txt").toString(),
                allowed.resolve("../allowed-not/secret.txt").toString(),
                home.resolve("secret.txt").toUri().toString(),
                "file://evil.example/share/cat.png",
                ".env",
                ".runs/journal.jsonl",
                "below",
                "not-there.png",
                "/etc/passwd",
                "/proc/self/environ",
                "cat.png\0.txt",
                "",
                "~/secret.txt")) {
            assertThatThrownBy(() -> access.resolve("image", path))
                    .as(path)
                    .isInstanceOf(AccessException.class)
                    .hasMessageStartingWith("image ");
        }
    }

    @Test
    void linksDoNotLeadOut() throws IOException {
        Files.createSymbolicLink(allowed.resolve("link.txt"), home.resolve("secret.txt"));
        Files.createSymbolicLink(allowed.resolve("folder"), home);
        Files.createSymbolicLink(allowed.resolve("inside.png"), allowed.resolve("cat.png"));

        assertThatThrownBy(() -> access.resolve("image", "link.txt")).isInstanceOf(AccessException.class);
        assertThatThrownBy(() -> access.resolve("image", "folder/secret.txt")).isInstanceOf(AccessException.class);
        assertThat(access.resolve("image", "inside.png")).hasContent("cat");
    }

    @Test
    void addressesThatAModelHasReturnedMayBePassedOn() {
        String url = "https://files.example/out.png";
        assertThatThrownBy(() -> access.resolve("image", url)).hasMessageContaining("has a host that cannot be found");

        access.returned(url);

        assertThat(((URLPath) access.resolve("image", url)).url()).isEqualTo(url);
    }

    @Test
    void smallDataUrisAreSent() {
        assertThat(access.resolve("image", "data:text/plain;base64,Y2F0")).hasContent("cat");
        assertThatThrownBy(() -> access.resolve("image", "data:text/plain," + "x".repeat(2 << 20)))
                .hasMessageContaining("at most");
    }

    @Test
    void messagesHideQueries() {
        assertThatThrownBy(() -> access.resolve("image", "https://files.example/out.png?signature=secret"))
                .hasMessageNotContaining("signature");
    }
}
