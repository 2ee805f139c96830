package dev.replicate4j.api;

import com.github.mizosoft.methanol.MediaType;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import com.github.mizosoft.methanol.ProgressTracker;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.MediaTypes;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
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

    private final Supplier<BodyPublisher> content;
    private final String name;
    private final String contentType;
    private final Map<String, @Nullable Object> metadata;
    private final @Nullable TransferListener listener;

    private FileUpload(
            Supplier<BodyPublisher> content,
            String name,
            String contentType,
            Map<String, ? extends @Nullable Object> metadata,
            @Nullable TransferListener listener) {
        this.content = content;
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
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidInputException(
                    "Can't upload " + file + ": it is " + (Files.exists(file) ? "not a readable file." : "not there."));
        }
        try {
            Path name = file.getFileName();
            return of(name == null ? "file" : name.toString(), Files.size(file), () -> open(file))
                    .contentType(MediaTypes.of(file));
        } catch (IOException e) {
            throw new InvalidInputException("Can't upload " + file + ": " + e, e);
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
        checkSize(name, content.length);
        return new FileUpload(
                () -> BodyPublishers.ofByteArray(content), checkedName(name), DEFAULT_TYPE, Map.of(), null);
    }

    /**
     * Uploads what a stream yields.
     *
     * @param name the file's name
     * @param size how many bytes the stream yields
     * @param content opens the stream, which is closed after reading; called again if the upload has to be repeated
     * @return an upload
     * @throws InvalidInputException if the size is above {@link #MAX_SIZE}
     */
    public static FileUpload of(String name, long size, Supplier<InputStream> content) {
        checkSize(name, size);
        return new FileUpload(
                () -> size == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), size),
                checkedName(name),
                DEFAULT_TYPE,
                Map.of(),
                null);
    }

    /**
     * Sets what the file holds.
     *
     * @param type a media type; the default is what a path's name suggests, else {@code application/octet-stream}
     * @return a changed upload
     * @throws InvalidInputException if it is not a media type
     */
    public FileUpload contentType(String type) {
        try {
            return new FileUpload(content, name, MediaType.parse(type).toString(), metadata, listener);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("\"" + type + "\" is not a media type such as image/png.", e);
        }
    }

    /**
     * Sets the name.
     *
     * @param name at most 255 bytes in UTF-8
     * @return a changed upload
     * @throws InvalidInputException if it is empty or longer
     */
    public FileUpload name(String name) {
        return new FileUpload(content, checkedName(name), contentType, metadata, listener);
    }

    /**
     * Attaches data to the file, which the API returns with it.
     *
     * @param metadata any JSON as plain Java values
     * @return a changed upload
     */
    public FileUpload metadata(Map<String, ? extends @Nullable Object> metadata) {
        return new FileUpload(content, name, contentType, metadata, listener);
    }

    /**
     * Sets who hears how far the upload has come.
     *
     * @param listener is told the name and the count of bytes of the file, not of the form around it
     * @return a changed upload
     */
    public FileUpload listener(TransferListener listener) {
        return new FileUpload(content, name, contentType, metadata, listener);
    }

    /**
     * Makes the request. Its time grows with the size, so that a slow line is enough. It may be repeated, from the
     * beginning: a file that the API got twice costs nothing and goes after a day.
     */
    RequestSpec call() {
        String boundary = "replicate4j-" + UUID.randomUUID();
        long seconds = BASE_SECONDS + publisher(boundary).contentLength() / SLOWEST_BYTES_PER_SECOND;
        return RequestSpec.repeatable("files.create", "POST", "files")
                .withHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .withBody(() -> publisher(boundary))
                .withTimeout(Duration.ofSeconds(seconds));
    }

    /** The content has its name and type as attributes of the part; metadata is there if there is any. */
    private MultipartBodyPublisher publisher(String boundary) {
        MultipartBodyPublisher.Builder parts = MultipartBodyPublisher.newBuilder()
                .boundary(boundary)
                .formPart("content", name, heard(content.get()), MediaType.parse(contentType));
        if (!metadata.isEmpty()) {
            parts.part(MultipartBodyPublisher.Part.create(
                    HttpHeaders.of(METADATA_HEADERS, (header, value) -> true),
                    BodyPublishers.ofByteArray(Json.writeBytes(metadata))));
        }
        return parts.build();
    }

    private BodyPublisher heard(BodyPublisher body) {
        TransferListener hears = listener;
        return hears == null
                ? body
                : ProgressTracker.create()
                        .tracking(
                                body,
                                progress -> hears.transferred(
                                        name, progress.totalBytesTransferred(), progress.contentLength()));
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + " to upload it", e);
        }
    }

    private static void checkSize(String name, long size) {
        if (size > MAX_SIZE) {
            throw new InvalidInputException("Replicate takes files of up to " + MAX_SIZE + " bytes, but " + name
                    + " has " + size + ". Put it on a web server, and give its URL to the model.");
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
