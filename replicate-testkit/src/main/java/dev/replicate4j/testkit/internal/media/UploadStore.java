package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.MultipartReader;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that clients uploaded, until they expire. */
public final class UploadStore implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Map<String, StoredUpload> byId = new LinkedHashMap<>();
    private final ServerClock clock;
    private final IdGenerator ids;
    private final long limit;
    private @Nullable Path folder;

    /**
     * Creates an empty store.
     *
     * @param limit how many bytes a file may have
     */
    public UploadStore(ServerClock clock, IdGenerator ids, long limit) {
        this.clock = clock;
        this.ids = ids;
        this.limit = limit;
    }

    /**
     * Takes a form with a file in it.
     *
     * @return the file
     * @throws IOException if the form cannot be read
     * @throws UploadException if it lacks the file, or the file is too large
     */
    public StoredUpload receive(InputStream in, @Nullable String contentType) throws IOException {
        Form form = new Form();
        MultipartReader.read(in, contentType, form::open);
        StoredUpload upload = form.upload();
        synchronized (this) {
            byId.put(upload.id(), upload);
        }
        return upload;
    }

    /** Finds a file that has not expired. */
    public synchronized Optional<StoredUpload> find(String id) {
        Instant now = clock.now();
        return Optional.ofNullable(byId.get(id)).filter(upload -> now.isBefore(upload.expiresAt()));
    }

    /** Forgets a file; tells whether there was one. */
    public synchronized boolean remove(String id) {
        return byId.remove(id) != null;
    }

    /** {@return the files that have not expired, newest first} */
    public synchronized List<StoredUpload> newestFirst() {
        List<StoredUpload> uploads = new ArrayList<>();
        Instant now = clock.now();
        byId.values().stream()
                .filter(upload -> now.isBefore(upload.expiresAt()))
                .forEach(upload -> uploads.add(0, upload));
        return uploads;
    }

    /** Deletes what was stored on disk. */
    @Override
    public synchronized void close() {
        if (folder != null) {
            File[] files = folder.toFile().listFiles();
            Arrays.stream(files == null ? new File[0] : files).forEach(File::delete);
            folder.toFile().delete();
        }
    }

    private synchronized Path folder() throws IOException {
        Path known = folder;
        if (known == null) {
            known = Files.createTempDirectory("replicate-testkit");
            folder = known;
        }
        return known;
    }

    private String newId() {
        return Base64.getEncoder().encodeToString(ids.nextUuid().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A form while it is read. */
    private final class Form {

        private final Map<String, ByteArrayOutputStream> fields = new HashMap<>();
        private MultipartReader.@Nullable Part contentPart;
        private @Nullable UploadBuffer content;

        OutputStream open(MultipartReader.Part part) throws IOException {
            String name = part.name();
            if ("content".equals(name)) {
                contentPart = part;
                content = new UploadBuffer(folder(), limit);
                return content;
            }
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            fields.put(String.valueOf(name), field);
            return field;
        }

        StoredUpload upload() {
            UploadBuffer spool = content;
            MultipartReader.Part part = contentPart;
            if (spool == null || part == null) {
                throw new UploadException("Missing content", false);
            }
            if (spool.tooLarge()) {
                throw new UploadException("File too large: the limit is " + limit + " bytes", true);
            }
            Instant now = clock.now();
            return new StoredUpload(
                    newId(),
                    first(text("filename"), part.filename(), "file"),
                    first(text("type"), part.type(), "application/octet-stream"),
                    metadata(),
                    spool.body(),
                    spool.md5(),
                    spool.sha256(),
                    now,
                    now.plus(LIFETIME));
        }

        private Map<String, @Nullable Object> metadata() {
            String text = text("metadata");
            return text == null
                    ? Map.of()
                    : ServerJson.asObject(ServerJson.parse(text.getBytes(StandardCharsets.UTF_8)));
        }

        private @Nullable String text(String name) {
            ByteArrayOutputStream field = fields.get(name);
            return field == null ? null : field.toString(StandardCharsets.UTF_8);
        }

        private String first(@Nullable String one, @Nullable String other, String otherwise) {
            if (one != null && !one.isEmpty()) {
                return one;
            }
            return other != null && !other.isEmpty() ? other : otherwise;
        }
    }

    /** An upload that is not accepted. */
    public static final class UploadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean tooLarge;

        UploadException(String message, boolean tooLarge) {
            super(message);
            this.tooLarge = tooLarge;
        }

        /** {@return whether the file is larger than allowed} */
        public boolean tooLarge() {
            return tooLarge;
        }
    }
}
