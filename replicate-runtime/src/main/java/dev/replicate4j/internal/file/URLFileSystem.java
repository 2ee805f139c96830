package dev.replicate4j.internal.file;

import dev.replicate4j.internal.transfer.FileExceptions;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file system of one URL: it holds that one file, as that of a ZIP archive holds what is in the archive. It is how
 * the provider gets from a path to its URL, so it costs no more than a field.
 */
public final class URLFileSystem extends FileSystem {

    /** The scheme of the URIs by which {@link Path#of(java.net.URI)} finds the provider. */
    public static final String SCHEME = "replicate";

    private final RemoteFile file;
    private final FileSystemProvider provider;

    /**
     * Makes the file system of a file.
     *
     * @param file the file
     * @param provider what reads it
     */
    public URLFileSystem(RemoteFile file, FileSystemProvider provider) {
        this.file = file;
        this.provider = provider;
    }

    /** Returns the one file. */
    public RemoteFile file() {
        return file;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    /** Refuses: the client that the file belongs to closes its files. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("The files of a client are closed with the client");
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return local().getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    /**
     * Returns a name as a path of the file system where the local copy lies, since that is what names of this one are.
     */
    @Override
    public Path getPath(String first, String... more) {
        return local().getPath(first, more);
    }

    /** Matches against the place of the local copy. */
    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = local().getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(path.getFileSystem() instanceof URLFileSystem that ? that.file.place() : path);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("A file behind a URL has no owner");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("A file behind a URL has no events");
    }

    private FileSystem local() {
        return file.place().getFileSystem();
    }

    /** Those of equal paths are equal, as the contract of {@link Path#equals} wants it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof URLFileSystem that && file.url().equals(that.file.url());
    }

    @Override
    public int hashCode() {
        return file.url().hashCode();
    }

    @Override
    public String toString() {
        return SCHEME + ":" + FileExceptions.shown(file.url());
    }
}
