package dev.replicate4j.codegen.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;

/** Writes files whole or not at all: another process, or the build of another module, may read them meanwhile. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a file, and makes its directory if need be. A file that holds these very bytes is left alone.
     *
     * @param file where
     * @param content what
     * @return whether the file was written
     * @throws IOException if the file can't be written; what it held before is then still there
     */
    public static boolean write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(draft, content);
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return true;
    }
}
