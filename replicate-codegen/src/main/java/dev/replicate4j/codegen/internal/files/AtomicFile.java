package dev.replicate4j.codegen.internal.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

/** Writes files whole or not at all: another process, or the build of another module, may read them meanwhile. */
public final class AtomicFile {

    /** The last of the pauses between them is 160 ms. */
    private static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private AtomicFile() {}

    /** Puts a file in the place of another. */
    interface Move {
        void replace(Path draft, Path file) throws IOException;
    }

    /**
     * Writes a file, and makes its directory if need be. A file that holds these very bytes is left alone.
     *
     * @param file where
     * @param content what
     * @return whether the file was written
     * @throws IOException if the file can't be written; what it held before is then still there
     */
    public static boolean write(Path file, byte[] content) throws IOException {
        return write(
                file,
                content,
                (draft, place) ->
                        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    static boolean write(Path file, byte[] content, Move move) throws IOException {
        if (holds(file, content)) {
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
            replace(draft, absolute, content, move);
        } finally {
            Files.deleteIfExists(draft);
        }
        return true;
    }

    /** Windows replaces no file that is open, but a compiler or a virus scanner has soon read it. */
    private static void replace(Path draft, Path file, byte[] content, Move move) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                move.replace(draft, file);
                return;
            } catch (FileSystemException inUse) {
                if (holds(file, content)) {
                    return; // another module of the build was first, with the same file
                }
                if (attempt == ATTEMPTS) {
                    throw inUse;
                }
                pause(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
            }
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void pause(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a file was in use");
        }
    }
}
