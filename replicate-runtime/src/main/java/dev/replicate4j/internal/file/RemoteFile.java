package dev.replicate4j.internal.file;

import dev.replicate4j.http.TransferListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One URL and the place of its local copy. */
public final class RemoteFile {

    private final String url;
    private final Downloads downloads;
    private final @Nullable Path kept;
    private volatile @Nullable Path place;

    /**
     * Makes it. No I/O.
     *
     * @param url what the file is known by
     * @param downloads what fetches it
     */
    public RemoteFile(String url, Downloads downloads) {
        this(url, downloads, null);
    }

    /**
     * Makes it with a local copy that is there already. No I/O.
     *
     * @param url what the file is known by
     * @param downloads what fetches it, should the copy be deleted
     * @param kept the copy, of any file system; null where there is none
     */
    public RemoteFile(String url, Downloads downloads, @Nullable Path kept) {
        this.url = url;
        this.downloads = downloads;
        this.kept = kept;
        this.place = kept;
    }

    /** Returns the copy that was there from the beginning; null where there was none. */
    public @Nullable Path kept() {
        return kept;
    }

    /** Returns what the file is known by. */
    public String url() {
        return url;
    }

    /** Returns the name of the local copy. No I/O. */
    public Path fileName() {
        return kept == null ? downloads.fileName(url) : Objects.requireNonNull(kept.getFileName());
    }

    /** Returns where the local copy is or will be. No I/O, but for the directory itself. */
    public Path place() {
        Path known = place;
        if (known == null) {
            // Not before it is asked for: a file that is only passed on needs none.
            known = downloads.place(url);
            place = known;
        }
        return known;
    }

    /**
     * Returns the local copy, downloading it first where it is not there.
     *
     * @throws IOException if the file cannot be downloaded
     */
    public Path local() throws IOException {
        return downloads.get(url, place());
    }

    /**
     * Fetches the local copy where it is not there.
     *
     * @param listener hears how far it has come; null for none
     * @return its place; fails with an {@link IOException}
     */
    public CompletableFuture<Path> fetch(@Nullable TransferListener listener) {
        return downloads.fetch(url, place(), listener);
    }

    /**
     * Opens the file without a local copy, except where there already is one.
     *
     * @throws IOException if the file cannot be had
     */
    public InputStream open() throws IOException {
        return downloads.open(url, place());
    }

    /** Publishes the content without a local copy, except where there already is one. */
    public Flow.Publisher<ByteBuffer> publisher() {
        return downloads.publisher(url, this::place);
    }

    /**
     * Deletes the local copy.
     *
     * @return whether there was one
     */
    boolean drop() throws IOException {
        return Files.deleteIfExists(place());
    }

    boolean isOpen() {
        return downloads.isOpen();
    }
}
