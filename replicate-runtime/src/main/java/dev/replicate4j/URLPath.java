package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.file.DataUri;
import dev.replicate4j.internal.file.DownloadUrl;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.RemoteFile;
import dev.replicate4j.internal.file.URLFileSystem;
import dev.replicate4j.internal.file.URLFileSystemProvider;
import dev.replicate4j.internal.output.OutputDecoder;
import dev.replicate4j.internal.transfer.FileExceptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file behind a URL, as a path: models return it, and models take it.
 *
 * <pre>{@code
 * List<URLPath> images = FluxDev.call("a cat");
 * Files.copy(images.get(0), Path.of("cat.png")); // downloads it
 * String caption = Blip2.call(images.get(0)); // passes its URL: nothing is downloaded
 * }</pre>
 *
 * <p>The file is downloaded when its content or its attributes are first asked for, through {@link java.nio.file.Files}
 * or any library that takes a {@link Path}; after that, the local copy serves. It lies in a private temporary directory
 * that goes when the client is closed or the JVM exits. {@link java.nio.file.Files#delete} drops the local copy: the
 * file behind the URL stays, and is downloaded again when it is next asked for. Everything else about the file is
 * read-only.
 *
 * <p>{@link #toString}, {@link #getFileName}, {@link #getParent}, {@link #resolve(Path)} and the other methods about
 * names do no I/O. They speak of the local copy's place, whether or not it is there yet, and return paths of the
 * default file system, so that {@code directory.resolve(image.getFileName())} works.
 *
 * <p>Two are equal if their URLs are. Safe for use by several threads.
 */
public final class URLPath implements Path, Serializable {

    private static final long serialVersionUID = 1L;

    /** @serial an absolute http, https or data URL, legal as a {@link URI} */
    private final String url;

    /** Where the local copy comes from and goes; null for what all paths without a client share. */
    private final transient @Nullable Downloads downloads;

    /** Made when first needed: a path that is only passed on costs no more than its URL. */
    private transient volatile @Nullable RemoteFile file;

    URLPath(String url, @Nullable Downloads downloads) {
        this.url = url;
        this.downloads = downloads;
    }

    private URLPath(String url, @Nullable Downloads downloads, RemoteFile file) {
        this(url, downloads);
        this.file = file;
    }

    /** Returns a decoder of outputs, whose files are downloaded by the given client; null for what all share. */
    static OutputDecoder decoder(@Nullable Downloads downloads) {
        return decoder(downloads, UnaryOperator.identity());
    }

    /** Returns a decoder of outputs that puts other paths in the places of its files. */
    static OutputDecoder decoder(@Nullable Downloads downloads, UnaryOperator<URLPath> files) {
        return new OutputDecoder(url -> files.apply(new URLPath(url, downloads)));
    }

    /**
     * Makes a path of a URL. Nothing is requested.
     *
     * @param url an absolute {@code http:}, {@code https:} or {@code data:} URL; characters that no URL may contain,
     *     such as spaces, are percent-encoded
     * @return the path
     * @throws InvalidInputException if the text is no such URL
     */
    public static URLPath of(String url) {
        return new URLPath(DownloadUrl.parse(url), null);
    }

    /**
     * Makes a path of a URL. Nothing is requested.
     *
     * @param url an absolute {@code http:}, {@code https:} or {@code data:} URL, or what {@link #toUri} returned
     * @return the path
     * @throws InvalidInputException if the URI is no such URL
     */
    public static URLPath of(URI url) {
        String text = url.toString();
        return of(
                URLFileSystem.SCHEME.equalsIgnoreCase(url.getScheme()) ? text.substring(text.indexOf(':') + 1) : text);
    }

    /**
     * Makes a path of a content in memory: its URL is a {@code data:} URI that holds the content.
     *
     * @param content the bytes, copied
     * @param mediaType what the bytes are, for example {@code image/png}
     * @return the path
     * @throws InvalidInputException if the media type is not one
     */
    public static URLPath of(byte[] content, String mediaType) {
        return new URLPath(DataUri.encode(content, mediaType), null);
    }

    /**
     * Returns the URL of a file without downloading it, as Replicate's {@code get_path_url} for Python does.
     *
     * @param path any path
     * @return its URL; empty if the path is not a {@code URLPath}
     */
    public static Optional<String> urlOf(Path path) {
        return path instanceof URLPath file ? Optional.of(file.url) : Optional.empty();
    }

    /** {@return the file's absolute {@code http:}, {@code https:} or {@code data:} URL} Never downloads. */
    public String url() {
        return url;
    }

    /**
     * Returns the same file with its local copy in a directory of your choice, where it stays when the client is closed
     * and the JVM exits. A copy that is there already, of an earlier run of the application or of another process,
     * serves without a download.
     *
     * @param directory made when the file is downloaded, with a folder for the URL in it; may be shared by processes
     * @return a path that equals this one
     */
    public URLPath in(Path directory) {
        return new URLPath(url, downloads().in(directory));
    }

    /**
     * Returns the same file with a copy of it that you keep: that is read, and nothing is downloaded. As an input of a model
     * the copy is sent, since the URL of an output works for an hour only.
     *
     * @param copy the whole content, on any file system
     * @return a path that equals this one
     */
    public URLPath keptAt(Path copy) {
        return new URLPath(url, downloads, new RemoteFile(url, downloads(), copy));
    }

    /** {@return the copy that {@link #keptAt} was given; empty where there is none} */
    public Optional<Path> kept() {
        return Optional.ofNullable(file().kept());
    }

    /**
     * Downloads the file if its local copy is not there yet. No thread waits for it.
     *
     * @return the place of the local copy; fails with an {@link IOException}. Cancelling it stops the download, unless
     *     others wait for the same file
     */
    public CompletableFuture<Path> downloadAsync() {
        return file().fetch(null);
    }

    /**
     * Downloads the file if its local copy is not there yet, and tells how far it has come.
     *
     * @param listener hears of the bytes that arrive from now on; of none if the local copy is there
     * @return the place of the local copy; fails with an {@link IOException}. Cancelling it stops the download, unless
     *     others wait for the same file
     */
    public CompletableFuture<Path> downloadAsync(TransferListener listener) {
        return file().fetch(listener);
    }

    /**
     * Opens the file without making a local copy: the content streams from its host as it is read. Where there is a
     * local copy, that is read. {@link java.nio.file.Files#newInputStream} makes one.
     *
     * @return the content, to be closed by the caller
     * @throws java.nio.file.NoSuchFileException if the file is not there, or no longer
     * @throws IOException if the file cannot be had
     */
    public InputStream openStream() throws IOException {
        return file().open();
    }

    /**
     * Publishes the content without making a local copy: bytes are requested from the file's host as the subscriber
     * requests them. Where there is a local copy, that is read. Each subscriber gets the file from its beginning.
     *
     * @return a publisher of buffers that belong to the subscriber; it fails with an {@link IOException}. Cancelling the
     *     subscription ends the request
     */
    public Flow.Publisher<ByteBuffer> publisher() {
        return file().publisher();
    }

    /** {@return the read-only file system of this one file, open until the client that returned the path is closed} */
    @Override
    public FileSystem getFileSystem() {
        return new URLFileSystem(file(), URLFileSystemProvider.INSTANCE);
    }

    /** {@return this path, as it is absolute} For the local copy, use {@link #toRealPath} or {@link #toFile}. */
    @Override
    public Path toAbsolutePath() {
        return this;
    }

    /**
     * Returns the real path of the local copy, and downloads the file if it is not there yet.
     *
     * @param options how symbolic links in the local directory are handled
     * @return a path of the default file system
     * @throws IOException if the file cannot be downloaded
     */
    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return file().local().toRealPath(options);
    }

    /**
     * Returns the local copy as a file, and downloads it if it is not there yet.
     *
     * @return an absolute file
     * @throws UncheckedIOException if the file cannot be downloaded
     */
    @Override
    public File toFile() {
        try {
            return file().local().toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return {@code replicate:} followed by the {@linkplain #url URL}, of which {@link Path#of(URI)} makes an equal path} Never downloads.
     */
    @Override
    public URI toUri() {
        return URI.create(URLFileSystem.SCHEME + ":" + url);
    }

    /** Returns true: a URL is complete. */
    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public @Nullable Path getRoot() {
        return place().getRoot();
    }

    /**
     * {@return the file name in the URL, without what a local file system cannot take, as a path of the default file system}
     */
    @Override
    public Path getFileName() {
        return file().fileName();
    }

    @Override
    public @Nullable Path getParent() {
        return place().getParent();
    }

    @Override
    public int getNameCount() {
        return place().getNameCount();
    }

    @Override
    public Path getName(int index) {
        return place().getName(index);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return place().subpath(beginIndex, endIndex);
    }

    @Override
    public boolean startsWith(Path other) {
        return place().startsWith(place(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return place().endsWith(place(other));
    }

    /** Returns this path: it has no redundant names. */
    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return other.isAbsolute() ? other : place().resolve(other);
    }

    @Override
    public Path relativize(Path other) {
        return place().relativize(place(other));
    }

    /**
     * Watches nothing: a file behind a URL has no events.
     *
     * @throws ProviderMismatchException always, because no watch service is of this path's file system
     */
    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.@Nullable Modifier... modifiers) {
        throw new ProviderMismatchException("A URLPath cannot be watched: " + FileExceptions.shown(url));
    }

    /**
     * Compares by URL.
     *
     * @throws ClassCastException if the other path is not a {@code URLPath}
     */
    @Override
    public int compareTo(Path other) {
        return url.compareTo(((URLPath) other).url);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof URLPath that && url.equals(that.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** Returns the place of the local copy, which is there once the file has been downloaded. Never downloads. */
    @Override
    public String toString() {
        return place().toString();
    }

    private RemoteFile file() {
        RemoteFile known = file;
        if (known == null) {
            known = new RemoteFile(url, downloads());
            file = known;
        }
        return known;
    }

    private Downloads downloads() {
        return downloads == null ? Downloads.shared() : downloads;
    }

    private Path place() {
        return file().place();
    }

    private static Path place(Path path) {
        return path instanceof URLPath that ? that.place() : path;
    }

    private Object readResolve() {
        return of(url);
    }
}
