package dev.replicate4j.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where local copies lie: a private temporary directory that goes in the end, or one that the user chose and keeps. */
final class DownloadDirectory {

    private final boolean temporary;
    private @Nullable Path path;
    private @Nullable Thread cleaner;

    private DownloadDirectory(@Nullable Path path) {
        this.temporary = path == null;
        this.path = path;
    }

    static DownloadDirectory chosen(Path path) {
        return new DownloadDirectory(path.toAbsolutePath().normalize());
    }

    /**
     * Promises a private directory; it gets its name when that is first asked for, and is made when it is first needed.
     */
    static DownloadDirectory temporary() {
        return new DownloadDirectory(null);
    }

    synchronized Path path() {
        if (path == null) {
            // Nobody can foresee the name, so nobody can have made it.
            String name = "replicate4j-" + Long.toUnsignedString(new SecureRandom().nextLong(), 36);
            path = Path.of(System.getProperty("java.io.tmpdir"))
                    .toAbsolutePath()
                    .resolve(name);
        }
        return path;
    }

    /** Makes a folder in the directory, and the directory where it is not there (or no longer: systems clean up). */
    synchronized void create(Path folder) throws IOException {
        if (temporary && !Files.isDirectory(path())) {
            Files.createDirectory(path(), ownerOnly());
        }
        if (temporary && cleaner == null) {
            cleaner = new Thread(this::deleted, "replicate4j-cleaner");
            Runtime.getRuntime().addShutdownHook(cleaner);
        }
        Files.createDirectories(folder);
    }

    /**
     * Deletes the directory and all in it, if it is temporary. What is in use and cannot be deleted goes at JVM exit.
     */
    synchronized void delete() {
        if (cleaner != null && deleted()) {
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
                cleaner = null;
            } catch (IllegalStateException e) {
                // The JVM is exiting: the cleaner runs anyway, and finds nothing.
                return;
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return path().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Deletes what can be deleted, and tells whether that was all: Windows keeps files that are open. */
    private boolean deleted() {
        try (Stream<Path> tree = Files.walk(path())) {
            return tree.sorted(Comparator.reverseOrder())
                            .map(Path::toFile)
                            .filter(file -> !file.delete())
                            .count()
                    == 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
