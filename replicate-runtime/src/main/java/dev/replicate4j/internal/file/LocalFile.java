package dev.replicate4j.internal.file;

import dev.replicate4j.api.FileUpload;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
 * @param size in bytes
 * @param modified when it was last written
 */
record LocalFile(Path path, long size, FileTime modified) {

    /**
     * Looks at a file.
     *
     * @param input the input that it is for, to begin a message with
     * @throws InvalidInputException if it cannot be sent
     */
    static LocalFile of(String input, Path path) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unfit(input, path, Files.notExists(path) ? "which does not exist" : "which cannot be read: " + e, e);
        }
        if (!attributes.isRegularFile()) {
            String kind = attributes.isDirectory() ? "which is a directory" : "which is not a regular file";
            throw unfit(input, path, kind, null);
        }
        if (!Files.isReadable(path)) {
            throw unfit(input, path, "which cannot be read", null);
        }
        if (attributes.size() > FileUpload.MAX_SIZE) {
            throw unfit(
                    input,
                    path,
                    "which has " + attributes.size() + " bytes: Replicate takes files up to 100 MiB ("
                            + FileUpload.MAX_SIZE + " bytes). Put it on a web server and pass URLPath.of(url)",
                    null);
        }
        return new LocalFile(path.toAbsolutePath(), attributes.size(), attributes.lastModifiedTime());
    }

    /**
     * Returns what uploads it. Its name is the last of the path, since directories are nobody's business, and has no
     * line end, with which it could add headers to the form.
     *
     * @throws IOException if the system fails to tell its media type
     */
    FileUpload upload(TransferListener listener) throws IOException {
        Path last = path.getFileName();
        String name = last == null ? "file" : last.toString().replaceAll("\\p{Cntrl}", "_");
        return FileUpload.of(name, size, this::open)
                .contentType(MediaTypes.of(path))
                .listener((file, bytes, total) -> listener.transferred(path.toString(), bytes, total));
    }

    private InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + path + " to upload it", e);
        }
    }

    /** Returns the whole content in a data URI. */
    String inline(String input) {
        try {
            return DataUri.encode(Files.readAllBytes(path), MediaTypes.of(path));
        } catch (IOException e) {
            throw unfit(input, path, "which cannot be read: " + e, e);
        }
    }

    private static InvalidInputException unfit(String input, Path path, String flaw, @Nullable Throwable cause) {
        // Of a URL this is the place of the local copy, without unpacking it.
        Path shown = path.isAbsolute() ? path : path.toAbsolutePath();
        return new InvalidInputException(
                input + " is the file " + shown + ", " + flaw + ". No request was sent.", cause);
    }
}
