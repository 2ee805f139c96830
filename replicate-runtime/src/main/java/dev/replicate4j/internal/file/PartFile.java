package dev.replicate4j.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A local copy in the making, beside its place and under another name: nobody sees it before it is whole.
 *
 * <p>Guarded by itself: closing may come from another thread than the bytes.
 */
final class PartFile implements Closeable {

    private final Path place;
    private final Path part;
    private final DownloadDirectory directory;
    private @Nullable FileChannel channel;
    private @Nullable ContentInfo origin;
    private @Nullable MessageDigest digest;
    private @Nullable Object writer;
    private boolean closed;
    private long size;

    PartFile(Path place, DownloadDirectory directory) {
        this.place = place;
        this.part = place.resolveSibling("." + UUID.randomUUID() + ".part");
        this.directory = directory;
    }

    /** Returns how many bytes are here. */
    synchronized long size() {
        return size;
    }

    /** Returns how many bytes there will be; -1 if unknown. */
    synchronized long total() {
        return origin == null ? -1 : origin.total();
    }

    /** Returns the headers that ask for the rest of the file if it has not changed; none where it must start again. */
    synchronized Map<String, String> rest() {
        return origin == null ? Map.of() : origin.rest(size);
    }

    /** Tells whether the bytes of a reply can be taken. */
    synchronized boolean fits(ContentInfo info) {
        return info.isWhole() || (origin != null && info.continues(origin, size));
    }

    /**
     * Makes ready for the bytes of a reply that fits.
     *
     * @param receiver who will write them
     */
    synchronized void begin(Object receiver, ContentInfo info) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        writer = receiver;
        if (!info.isWhole()) {
            return;
        }
        if (channel == null) {
            directory.create(Objects.requireNonNull(place.getParent(), "a place is in a folder"));
            channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        channel.truncate(0);
        size = 0;
        origin = info;
        digest = info.checksum() == null ? null : info.checksum().digest();
    }

    /** Takes bytes, but only of the receiver that began last: one that was given up may not know it yet. */
    @SuppressWarnings("ReferenceEquality") // it is about who, not what
    synchronized void write(Object receiver, List<ByteBuffer> bytes) throws IOException {
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

    /** Takes no more bytes before the next reply begins. */
    synchronized void release() {
        writer = null;
    }

    /** Gives up what is here, so that the next attempt starts at the beginning. */
    synchronized void forget() {
        size = 0;
        origin = null;
    }

    /** Returns how far it has come, for a message. */
    synchronized String progress() {
        return size + (total() < 0 ? "" : " of " + total()) + " bytes";
    }

    /** Tells whether bytes are missing, so that it makes sense to ask for the rest. */
    synchronized boolean isShort() {
        return size < total();
    }

    /** Returns what is wrong with the bytes; null if they are the whole file. */
    synchronized @Nullable String flaw() {
        if (origin == null) {
            return "nothing was received";
        }
        if (total() >= 0 && size != total()) {
            return size + " bytes came, but the server had announced " + total();
        }
        Checksum checksum = origin.checksum();
        return digest == null || checksum == null || checksum.matches(digest)
                ? null
                : "the bytes do not have the digest that the server gives, " + checksum;
    }

    /** Puts the whole file into its place. */
    synchronized Path commit() throws IOException {
        if (channel == null || closed) {
            throw new ClosedChannelException();
        }
        channel.close();
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Windows replaces no file that is open. Then another process was first, with the same content.
            if (!Files.isRegularFile(place)) {
                throw e;
            }
            Files.delete(part);
        }
        return place;
    }

    /** Leaves nothing behind. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    /** Returns the place that it is made for. */
    @Override
    public String toString() {
        return place.toString();
    }
}
