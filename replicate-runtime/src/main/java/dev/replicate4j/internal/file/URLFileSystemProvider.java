package dev.replicate4j.internal.file;

import dev.replicate4j.internal.transfer.FileExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads files behind URLs: makes sure that the local copy is there, then lets the default provider read it. Writes
 * nothing; deletes local copies.
 */
public class URLFileSystemProvider extends FileSystemProvider {

    /** The provider of all paths. */
    public static final URLFileSystemProvider INSTANCE = new URLFileSystemProvider();

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Makes a provider; all are alike, because the paths know their files. */
    protected URLFileSystemProvider() {}

    @Override
    public String getScheme() {
        return URLFileSystem.SCHEME;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new FileSystemAlreadyExistsException("The file system of a URL is always there; use Path.of(uri)");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return getPath(uri).getFileSystem();
    }

    /** Asks the provider that is installed, because this one does not know the class of the paths. */
    @Override
    public Path getPath(URI uri) {
        return Path.of(uri);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return new LocalCopyInputStream(Files.newInputStream(toRead(path, Set.copyOf(List.of(options))), options));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return Files.newByteChannel(toRead(path, options), options);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return FileChannel.open(toRead(path, options), options);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
            Path path,
            Set<? extends OpenOption> options,
            @Nullable ExecutorService executor,
            FileAttribute<?>... attributes)
            throws IOException {
        return AsynchronousFileChannel.open(toRead(path, options), options, executor);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        throw new NotDirectoryException(FileExceptions.shown(file(directory).url()));
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) throws IOException {
        file(path).drop();
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return file(path).drop();
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        throw new NotLinkException(FileExceptions.shown(file(link).url()));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    /** Compares by URL: other providers do not know this one, so that a local copy could be the same in one direction only. */
    @Override
    public boolean isSameFile(Path path, Path other) {
        file(path);
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        file(path);
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(local(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path local = local(path);
        for (AccessMode mode : modes) {
            if (mode != AccessMode.READ) {
                throw new AccessDeniedException(
                        FileExceptions.shown(file(path).url()), null, "a file behind a URL can only be read");
            }
        }
        local.getFileSystem().provider().checkAccess(local, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        RemoteFile file = file(path);
        return type == BasicFileAttributeView.class ? type.cast(new ReadOnlyAttributeView(file)) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        RemoteFile file = file(path);
        if (type != BasicFileAttributes.class) {
            throw new UnsupportedOperationException("A file behind a URL has basic attributes, not " + type.getName());
        }
        return Files.readAttributes(file.local(), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        RemoteFile file = file(path);
        int colon = attributes.indexOf(':');
        if (colon >= 0 && !attributes.substring(0, colon).equals("basic")) {
            throw new UnsupportedOperationException("A file behind a URL has basic attributes, not " + attributes);
        }
        return Files.readAttributes(file.local(), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    private static Path toRead(Path path, Set<? extends OpenOption> options) throws IOException {
        RemoteFile file = file(path);
        if (!READING.containsAll(options)) {
            throw new ReadOnlyFileSystemException();
        }
        return file.local();
    }

    private static Path local(Path path) throws IOException {
        return file(path).local();
    }

    private static RemoteFile file(Path path) {
        if (path.getFileSystem() instanceof URLFileSystem system) {
            return system.file();
        }
        throw new ProviderMismatchException("Expected a URLPath, but found " + path + " of "
                + path.getFileSystem().provider());
    }
}
