package dev.replicate4j.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where local copies lie: a private temporary directory that goes in the end, or one that the user chose and keeps. */
final class DownloadDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final boolean temporary;
    private @Nullable Path path;
    private @Nullable Object identity;
    private @Nullable Thread cleaner;

    private DownloadDirectory(@Nullable Path path) {
        this.temporary = path == null;
        this.path = path;
    }

    static DownloadDirectory chosen(Path path) {
        return new DownloadDirectory(path.toAbsolutePath().normalize());
    }

    /** Promises a private directory, which is made when its name is first asked for. */
    static DownloadDirectory temporary() {
        return new DownloadDirectory(null);
    }

    synchronized FileSystem fileSystem() {
        return path == null ? FileSystems.getDefault() : path.getFileSystem();
    }

    synchronized Path path() {
        Path known = path;
        if (known == null) {
            String name = "replicate4j-" + Long.toUnsignedString(new SecureRandom().nextLong(), 36);
            known = Path.of(System.getProperty("java.io.tmpdir"))
                    .toAbsolutePath()
                    .resolve(name);
            path = known;
            try {
                // Before its name is told, so that nobody else can make it.
                createTemporary(known);
            } catch (IOException e) {
                // Nothing is lost yet: the first download tries again, and says what is wrong.
                return known;
            }
        }
        return known;
    }

    /** Makes a folder in the directory, and the directory where it is not there (or no longer: systems clean up). */
    synchronized void create(Path folder) throws IOException {
        Path directory = path();
        if (temporary && Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            createTemporary(directory);
        } else if (temporary && !Objects.equals(identity(directory), identity)) {
            throw new FileSystemException(
                    directory.toString(), null, "is no longer the private directory that was made for downloads");
        }
        Files.createDirectories(folder);
    }

    private void createTemporary(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectory(
                directory,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0]);
        identity = identity(directory);
        if (cleaner == null) {
            cleaner = new Thread(this::deleted, "replicate4j-cleaner");
            Runtime.getRuntime().addShutdownHook(cleaner);
        }
    }

    /** Returns what tells our directory from one of another user; null if it is no directory of its owner alone. */
    private static @Nullable Object identity(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // On Windows, the temporary directory is the user's own.
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
        }
        PosixFileAttributes found =
                Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isDirectory() && found.permissions().equals(OWNER_ONLY)
                ? List.of(found.owner(), String.valueOf(found.fileKey()))
                : null;
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
