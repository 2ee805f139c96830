package dev.replicate4j.api;

import com.github.mizosoft.methanol.MediaType;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.MediaTypes;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.json.Json;
import dev.replicate4j.internal.transfer.UploadBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file to be uploaded. Immutable; each method returns a changed one. The content is read when it is sent, in pieces, and
 * anew if it has to be sent again.
 *
 * <pre>{@code
 * FileUpload.of(Path.of("lamp.png")).metadata(Map.of("order", 17));
 * }</pre>
 */
public final class FileUpload {

    /** What the API takes at most. */
    public static final long MAX_SIZE = 100L * 1024 * 1024;

    private static final int MAX_NAME_BYTES = 255;
    private static final long BASE_SECONDS = 60;
    private static final long SLOWEST_BYTES_PER_SECOND = 100 * 1024;

    private static final Map<String, List<String>> METADATA_HEADERS = Map.of(
            "Content-Disposition", List.of("form-data; name=\"metadata\""),
            "Content-Type", List.of("application/json"));

    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final long UNKNOWN = -1;
    private static final TransferListener SILENT = (file, bytes, total) -> {};

    private final Supplier<InputStream> content;
    private final long size;
    private final String name;
    private final String contentType;
    private final Map<String, @Nullable Object> metadata;
    private final TransferListener listener;

    private FileUpload(
            Supplier<InputStream> content,
            long size,
            String name,
            String contentType,
            Map<String, ? extends @Nullable Object> metadata,
            TransferListener listener) {
        this.content = content;
        this.size = size;
        this.name = name;
        this.contentType = contentType;
        this.metadata = JsonValues.copy(metadata);
        this.listener = listener;
    }

    /**
     * Uploads a file, under its own name, with the media type that its name suggests.
     *
     * @param file a file of any file system
     * @return an upload
     * @throws InvalidInputException if it is not a readable file, or larger than {@link #MAX_SIZE}
     */
    public static FileUpload of(Path file) {
        try {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new InvalidInputException("Can't upload " + file + ": it is "
                        + (Files.exists(file) ? "not a readable file." : "not there."));
            }
            Path name = file.getFileName();
            return checked(name == null ? "file" : name.toString(), sizeOf(file), () -> open(file))
                    .contentType(MediaTypes.of(file));
        } catch (IOException | ClosedFileSystemException e) {
            throw new InvalidInputException("Can't upload " + file + ": " + e, e);
        }
    }

    /** Files that the system makes up, such as those in {@code /proc}, have content and no size. */
    private static long sizeOf(Path file) throws IOException {
        long size = Files.size(file);
        if (size > 0) {
            return size;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() < 0 ? 0 : UNKNOWN;
        }
    }

    /**
     * Uploads bytes.
     *
     * @param name the file's name
     * @param content the bytes, not copied
     * @return an upload
     * @throws InvalidInputException if there are more than {@link #MAX_SIZE}
     */
    public static FileUpload of(String name, byte[] content) {
        return of(name, content.length, () -> new ByteArrayInputStream(content));
    }

    /**
     * Uploads what a stream yields. The stream may block: it is read on a thread of its own.
     *
     * @param name the file's name
     * @param size how many bytes the stream yields; an upload of more or fewer fails
     * @param content opens the stream, which is closed after reading; called again if the upload has to be repeated
     * @return an upload
     * @throws InvalidInputException if the size is negative or above {@link #MAX_SIZE}
     */
    public static FileUpload of(String name, long size, Supplier<InputStream> content) {
        if (size < 0) {
            throw new InvalidInputException(name + " cannot have " + size
                    + " bytes. For a stream of unknown size, use FileUpload.of(name, content).");
        }
        return checked(name, size, content);
    }

    /**
     * Uploads what a stream yields, whose size is not known. The stream may block: it is read on a thread of its own.
     *
     * @param name the file's name
     * @param content opens the stream, which is closed after reading; called again if the upload has to be repeated. The
     *     upload fails if it yields more than {@link #MAX_SIZE}
     * @return an upload
     */
    public static FileUpload of(String name, Supplier<InputStream> content) {
        return checked(name, UNKNOWN, content);
    }

    private static FileUpload checked(String name, long size, Supplier<InputStream> content) {
        if (size > MAX_SIZE) {
            throw new InvalidInputException("Replicate takes files of up to " + MAX_SIZE + " bytes, but " + name
                    + " has " + size + ". Put it on a web server, and give its URL to the model.");
        }
        return new FileUpload(content, size, checkedName(name), DEFAULT_TYPE, Map.of(), SILENT);
    }

    /**
     * Sets what the file holds.
     *
     * @param type a media type; the default is what a path's name suggests, else {@code application/octet-stream}
     * @throws InvalidInputException if it is not a media type
     */
    public FileUpload contentType(String type) {
        try {
            return new FileUpload(content, size, name, MediaType.parse(type).toString(), metadata, listener);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("\"" + type + "\" is not a media type such as image/png.", e);
        }
    }

    /**
     * Sets the name.
     *
     * @param name at most 255 bytes in UTF-8
     * @throws InvalidInputException if it is empty or longer
     */
    public FileUpload name(String name) {
        return new FileUpload(content, size, checkedName(name), contentType, metadata, listener);
    }

    /** Attaches data to the file, which the API returns with it: any JSON as plain Java values. */
    public FileUpload metadata(Map<String, ? extends @Nullable Object> metadata) {
        return new FileUpload(content, size, name, contentType, metadata, listener);
    }

    /**
     * Sets who hears how far the upload has come.
     *
     * @param listener is told the name and the count of bytes of the file, not of the form around it
     */
    public FileUpload listener(TransferListener listener) {
        return new FileUpload(content, size, name, contentType, metadata, listener);
    }

    /** Returns the content, to be read anew for each attempt. */
    UploadBody body() {
        return new UploadBody(name, size, MAX_SIZE, content, listener);
    }

    /**
     * Makes the request. Its time grows with the size, so that a slow line is enough. It may be repeated, from the
     * beginning: a file that the API got twice costs nothing and goes after a day.
     */
    RequestSpec call(UploadBody body) {
        String boundary = "replicate4j-" + UUID.randomUUID();
        long seconds = BASE_SECONDS + (size == UNKNOWN ? MAX_SIZE : size) / SLOWEST_BYTES_PER_SECOND;
        return RequestSpec.repeatable("files.create", "POST", "files")
                .withHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .withBody(() -> form(boundary, body.publisher()))
                .withTimeout(Duration.ofSeconds(seconds));
    }

    /** The content has its name and type as attributes of the part; metadata is there if there is any. */
    private MultipartBodyPublisher form(String boundary, BodyPublisher body) {
        MultipartBodyPublisher.Builder parts = MultipartBodyPublisher.newBuilder()
                .boundary(boundary)
                .formPart("content", name, body, MediaType.parse(contentType));
        if (!metadata.isEmpty()) {
            parts.part(MultipartBodyPublisher.Part.create(
                    HttpHeaders.of(METADATA_HEADERS, (header, value) -> true),
                    BodyPublishers.ofByteArray(Json.writeBytes(metadata))));
        }
        return parts.build();
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checkedName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isBlank() || bytes > MAX_NAME_BYTES || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException("A file's name has 1 to " + MAX_NAME_BYTES
                    + " bytes in UTF-8 and no control characters, but found \"" + name + "\" with " + bytes + ".");
        }
        return name;
    }

    /** Returns name and type. */
    @Override
    public String toString() {
        return "FileUpload[" + name + ", " + contentType + "]";
    }
}
