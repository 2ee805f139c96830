package dev.replicate4j.tools.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows logs in to a host whose name is part of a path: none may be asked that an agent made up. */
class FileAccessTest {

    @Test
    void pathOnAnotherHostIsRefusedBeforeThatHostIsAsked() throws IOException {
        Configuration windows = Configuration.windows().toBuilder()
                .setRoots("C:\\", "\\\\evil\\share\\")
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(windows)) {
            Path pictures = Files.createDirectories(disk.getPath("C:\\pictures"));
            Path cat = Files.write(pictures.resolve("cat.png"), new byte[1]);
            Files.createSymbolicLink(disk.getPath("\\\\evil\\share\\cat.png"), cat);
            FileAccess access = new FileAccess(List.of(pictures), new AddressPolicy(host -> new InetAddress[0], false));

            assertThat(access.resolve("image", "cat.png")).isEqualTo(cat);
            assertThatThrownBy(() -> access.resolve("image", "\\\\evil\\share\\cat.png"))
                    .isInstanceOf(AccessException.class);
        }
    }
}
