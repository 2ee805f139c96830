package dev.replicate4j.internal.input;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.FileUpload;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.file.DataUri;
import dev.replicate4j.internal.http.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file that is an input, as it was when it was looked at. Two that are equal have the same content, as far as can be
 * told without reading it.
 *
 * @param path where it is
 * @param size in bytes; -1 if the file system does not know it, as for files in {@code /proc}
 * @param modified when it was last written
 */
record LocalFile(Path path, long size, FileTime modified) {

    private static final int MAX_NAME_BYTES = 255;

    /**
     * Looks at a file.
     *
     * @param input the input that it is for, to begin a message with
     * @throws InvalidInputException if it cannot be sent
     */
    static LocalFile of(String input, Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String kind = attributes.isDirectory() ? "which is a directory" : "which is not a regular file";
                throw unfit(input, path, kind, null);
            }
            if (!Files.isReadable(path)) {
                throw unfit(input, path, "which cannot be read", null);
            }
            if (attributes.size() > FileUpload.MAX_SIZE) {
                throw tooLarge(input, path, attributes.size() + " bytes");
            }
            long size = attributes.size() == 0 && hasContent(path) ? -1 : attributes.size();
            return new LocalFile(path.toAbsolutePath(), size, attributes.lastModifiedTime());
        } catch (ClosedFileSystemException e) {
            throw unfit(input, path, "whose file system is closed", e);
        } catch (IOException e) {
            throw unfit(input, path, Files.notExists(path) ? "which does not exist" : "which cannot be read: " + e, e);
        }
    }

    private static boolean hasContent(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() >= 0;
        }
    }

    /**
     * Checks that the name can be that of an upload.
     *
     * @throws InvalidInputException if it cannot
     */
    void checkName(String input) {
        String name = name();
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isBlank() || bytes > MAX_NAME_BYTES) {
            throw unfit(
                    input,
                    path,
                    "whose name has " + bytes + " bytes in UTF-8" + (name.isBlank() ? ", all of them blank" : "")
                            + ": that of an upload has 1 to " + MAX_NAME_BYTES + ". Copy it to a file of another name",
                    null);
        }
    }

    /** The last of the path, since directories are nobody's business, without control characters, which end headers. */
    private String name() {
        Path last = path.getFileName();
        return last == null ? "file" : last.toString().replaceAll("\\p{Cc}", "_");
    }

    /**
     * Returns what uploads it.
     *
     * @throws IOException if the system fails to tell its media type
     */
    FileUpload upload(TransferListener listener) throws IOException {
        FileUpload upload = size < 0 ? FileUpload.of(name(), this::open) : FileUpload.of(name(), size, this::open);
        return upload.contentType(MediaTypes.of(path))
                .listener((file, bytes, total) -> listener.transferred(path.toString(), bytes, total));
    }

    private InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the whole content in a data URI; null if it is too large for the strategy. */
    @Nullable String inline(String input, FileStrategy strategy) {
        if (!strategy.inlines(Math.max(0, size))) {
            return null;
        }
        long limit = size < 0 ? Math.min(strategy.inlineLimit(), FileUpload.MAX_SIZE) : size;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes((int) limit + 1);
            if (size >= 0 && content.length != size) {
                throw unfit(input, path, "which changed while it was read", null);
            }
            if (content.length > FileUpload.MAX_SIZE) {
                throw tooLarge(input, path, "more than " + FileUpload.MAX_SIZE + " bytes");
            }
            return content.length > limit ? null : DataUri.encode(content, MediaTypes.of(path));
        } catch (IOException e) {
            throw unfit(input, path, "which cannot be read: " + e, e);
        }
    }

    private static InvalidInputException tooLarge(String input, Path path, String size) {
        return unfit(
                input,
                path,
                "which has " + size + ": Replicate takes files up to 100 MiB (" + FileUpload.MAX_SIZE
                        + " bytes). Put it on a web server and pass URLPath.of(url)",
                null);
    }

    private static InvalidInputException unfit(String input, Path path, String flaw, @Nullable Throwable cause) {
        // Of a URL this is the place of the local copy, without unpacking it.
        Path shown = path.isAbsolute() ? path : path.toAbsolutePath();
        return new InvalidInputException(
                input + " is the file " + shown + ", " + flaw + ". No request was sent.", cause);
    }
}
