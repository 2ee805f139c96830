package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A file in the making, beside its place and under another name: nobody sees it before it is whole. It is locked, so that
 * one that a killed JVM left behind is told from one that another process writes.
 *
 * <p>Guarded by itself: closing may come from another thread than the bytes.
 */
public final class PartFile implements DownloadSink<Path> {

    private static final String PREFIX = ".replicate4j-";
    private static final String SUFFIX = ".part";

    /** Those of this JVM, whose locks it would lose by looking at them. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final Path folder;
    private final @Nullable Preparation preparation;
    private @Nullable Path part;
    private @Nullable FileChannel channel;
    private @Nullable ContentInfo origin;
    private @Nullable MessageDigest digest;
    private @Nullable Object writer;
    private boolean closed;
    private long size;

    private PartFile(Path place, @Nullable Preparation preparation) {
        this.place = place.toAbsolutePath();
        this.folder = Objects.requireNonNullElse(this.place.getParent(), this.place);
        this.preparation = preparation;
    }

    /**
     * Prepares a local copy, which another process may make at the same time. No I/O.
     *
     * @param place where it goes when it is whole
     * @param preparation makes its folder, before the first byte is written
     */
    public static PartFile ofCopy(Path place, Preparation preparation) {
        return new PartFile(place, preparation);
    }

    /**
     * Prepares a file of the user's. No I/O.
     *
     * @param target where it goes when it is whole, in a folder that is there; replaced if it is there
     */
    public static PartFile ofTarget(Path target) {
        return new PartFile(target, null);
    }

    /** Makes the folder of a place. */
    public interface Preparation {

        /** Makes it, if it is not there. */
        void prepare(Path folder) throws IOException;
    }

    /** Writes content that is at hand: as a whole, or not at all. */
    public static Path write(Path place, Preparation preparation, byte[] content) throws IOException {
        try (PartFile file = ofCopy(place, preparation)) {
            file.begin(file, ContentInfo.whole(content.length));
            file.write(file, List.of(ByteBuffer.wrap(content)));
            return file.commit();
        }
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized long total() {
        return origin == null ? -1 : origin.total();
    }

    @Override
    public long activity() {
        return size();
    }

    @Override
    public synchronized Map<String, String> rest() {
        return origin == null ? Map.of() : origin.rest(size);
    }

    @Override
    public boolean isResumable() {
        return true;
    }

    @Override
    public synchronized boolean fits(ContentInfo info) {
        return info.isWhole() || (origin != null && info.continues(origin, size));
    }

    @Override
    public void begin(Object receiver, ContentInfo info, Flow.Subscription subscription) throws IOException {
        begin(receiver, info);
        subscription.request(Long.MAX_VALUE);
    }

    synchronized void begin(Object receiver, ContentInfo info) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        writer = receiver;
        if (!info.isWhole()) {
            return;
        }
        FileChannel file = channel == null ? open() : channel;
        channel = file;
        file.truncate(0);
        size = 0;
        origin = info;
        digest = info.checksum() == null ? null : info.checksum().digest();
    }

    private FileChannel open() throws IOException {
        if (preparation != null) {
            preparation.prepare(folder);
        }
        removeAbandoned();
        FileChannel file;
        do {
            file = create(folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX));
        } while (file == null);
        return file;
    }

    /** Returns null if another process removed the file as an abandoned one, before it was locked. */
    private @Nullable FileChannel create(Path file) throws IOException {
        OPEN.add(file);
        part = file;
        FileChannel open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock(open, true) && Files.exists(file)) {
            return open;
        }
        open.close();
        OPEN.remove(file);
        return null;
    }

    /**
     * Locks a file.
     *
     * @param otherwise the result on a file system without locks: what a killed JVM leaves there stays
     * @return false if somebody else has the lock
     */
    private static boolean lock(FileChannel file, boolean otherwise) {
        try {
            return file.tryLock() != null;
        } catch (IOException | UnsupportedOperationException | OverlappingFileLockException e) {
            return otherwise;
        }
    }

    /** Deletes the part files that nobody writes any more. */
    private void removeAbandoned() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path found : parts) {
                if (!OPEN.contains(found)) {
                    removeIfAbandoned(found);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path found) {
        try (FileChannel file = FileChannel.open(found, StandardOpenOption.WRITE)) {
            if (lock(file, false)) {
                Files.delete(found);
            }
        } catch (IOException e) {
            // Removed by another process, or of another user: it is in nobody's way.
            return;
        }
    }

    @Override
    public synchronized void write(Object receiver, List<ByteBuffer> bytes) throws IOException {
        if (!receiver.equals(writer)) {
            return;
        }
        if (channel == null || closed) {
            throw new ClosedChannelException();
        }
        long left = 0;
        for (ByteBuffer buffer : bytes) {
            left += buffer.remaining();
            if (digest != null) {
                digest.update(buffer.duplicate());
            }
        }
        ByteBuffer[] buffers = bytes.toArray(ByteBuffer[]::new);
        while (left > 0) {
            long written = channel.write(buffers);
            left -= written;
            size += written;
        }
    }

    @Override
    public synchronized void release() {
        writer = null;
    }

    @Override
    public synchronized void reset() {
        size = 0;
        origin = null;
    }

    @Override
    public synchronized @Nullable String flaw() {
        if (origin == null) {
            return "nothing was received";
        }
        if (total() >= 0 && size != total()) {
            return size + " bytes came, but the server had announced " + total();
        }
        Checksum checksum = origin.checksum();
        return digest == null || checksum == null || checksum.matches(digest)
                ? null
                : "the bytes do not have the digest that the server sent, " + checksum;
    }

    @Override
    public synchronized Path commit() throws IOException {
        if (channel == null || part == null || closed) {
            throw new ClosedChannelException();
        }
        channel.close();
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows replaces no file that is open. Then another process was first, with the same copy.
            if (preparation == null || !Files.isRegularFile(place)) {
                throw e;
            }
            Files.delete(part);
        }
        OPEN.remove(part);
        return place;
    }

    /** Leaves nothing behind. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
        if (part != null) {
            Files.deleteIfExists(part);
            OPEN.remove(part);
        }
    }

    /** Returns the place that it is made for. */
    @Override
    public String toString() {
        return place.toString();
    }
}
