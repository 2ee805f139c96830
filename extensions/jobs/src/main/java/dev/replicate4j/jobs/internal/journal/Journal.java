package dev.replicate4j.jobs.internal.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to a file. One thread writes: what has come in while it wrote and forced the lines before is written and
 * forced together, so that one {@code fsync} serves many. After a write that failed nothing is written any more.
 */
public final class Journal implements AutoCloseable {

    /** Lines that are written at once at most; their bytes are in memory until then. */
    private static final int BATCH = 1000;

    /** A line on its way; the last one of all has no entry. */
    private record Pending(ByteBuffer line, @Nullable JournalEntry entry, CompletableFuture<Long> written) {}

    private final Path file;
    private final FileChannel channel;
    private final Copy copy;
    private final BiConsumer<Long, JournalEntry> written;
    private final Executor executor;
    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "replicate-jobs-journal");
    private long end;
    private volatile @Nullable IOException failure;
    private boolean closed; // guarded by queue

    /** Gets lines as they are written; they count as written when it has returned. */
    @FunctionalInterface
    public interface Copy {

        /** Writes lines, so that they are durable. */
        void write(byte[] lines) throws IOException;

        /** {@return whether the file itself must be durable too; if not, it is made anew from the copy each time} */
        default boolean forcesFile() {
            return true;
        }
    }

    private Journal(
            Path file,
            FileChannel channel,
            long end,
            Copy copy,
            BiConsumer<Long, JournalEntry> written,
            Executor executor) {
        this.file = file;
        this.channel = channel;
        this.end = end;
        this.copy = copy;
        this.written = written;
        this.executor = executor;
    }

    /**
     * Opens a journal to append to it.
     *
     * @param file made where it is not there
     * @param end where its last whole line ends; what follows is cut off
     * @param copy gets what is written
     * @param written gets each entry that is on disk, and where its line begins, in their order
     * @param executor what waits for an entry runs there
     */
    public static Journal open(
            Path file, long end, Copy copy, BiConsumer<Long, JournalEntry> written, Executor executor)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(end);
            Journal journal = new Journal(file, channel, end, copy, written, executor);
            if (end == 0) {
                byte[] header = JournalLine.encode(JournalFormat.header());
                journal.append(ByteBuffer.wrap(header));
                copy.write(header);
            }
            channel.force(true);
            journal.writer.setDaemon(true);
            journal.writer.start();
            return journal;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /**
     * Appends an entry.
     *
     * @return where its line begins, once it is on disk; fails with a {@link JournalException}
     */
    public CompletableFuture<Long> append(JournalEntry entry) {
        CompletableFuture<Long> written = new CompletableFuture<>();
        Pending pending = new Pending(ByteBuffer.wrap(JournalLine.encode(entry.json())), entry, written);
        synchronized (queue) {
            if (closed) {
                written.completeExceptionally(new JournalException("The job is closed: nothing more is recorded."));
            } else {
                queue.add(pending);
            }
        }
        return written;
    }

    /** Writes what was appended before, and closes the file. */
    @Override
    public void close() throws IOException {
        synchronized (queue) {
            if (!closed) {
                closed = true;
                queue.add(new Pending(ByteBuffer.allocate(0), null, new CompletableFuture<>()));
            }
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the journal was being closed");
        } finally {
            channel.close();
        }
    }

    private void write() {
        List<Pending> batch = new ArrayList<>();
        boolean last = false;
        while (!last) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody has a reason to interrupt it: entries must not be left in the queue
            }
            queue.drainTo(batch, BATCH);
            last = batch.get(batch.size() - 1).entry() == null;
            write(List.copyOf(batch));
        }
    }

    private void write(List<Pending> batch) {
        List<Long> offsets = new ArrayList<>();
        IOException failed = failure;
        if (failed == null) {
            failed = append(batch, offsets);
            failure = failed;
        }
        JournalException thrown = failed == null ? null : unwritable(failed);
        for (int i = 0; thrown == null && i < batch.size(); i++) {
            JournalEntry entry = batch.get(i).entry();
            if (entry != null) {
                written.accept(offsets.get(i), entry);
            }
        }
        executor.execute(() -> tell(batch, offsets, thrown));
    }

    private static void tell(List<Pending> batch, List<Long> offsets, @Nullable JournalException thrown) {
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<Long> written = batch.get(i).written();
            if (thrown == null) {
                written.complete(offsets.get(i));
            } else {
                written.completeExceptionally(thrown);
            }
        }
    }

    private @Nullable IOException append(List<Pending> batch, List<Long> offsets) {
        long before = end;
        try {
            int size = batch.stream()
                    .mapToInt(pending -> pending.line().remaining())
                    .sum();
            ByteBuffer lines = ByteBuffer.allocate(size);
            long offset = end;
            for (Pending pending : batch) {
                offsets.add(offset);
                offset += pending.line().remaining();
                lines.put(pending.line().duplicate());
            }
            append(lines.flip());
            if (copy.forcesFile()) {
                channel.force(false);
            }
            copy.write(lines.array());
            return null;
        } catch (IOException e) {
            cutBack(before, e);
            return e;
        }
    }

    private void append(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            end += channel.write(lines, end);
        }
    }

    /** Half a batch would be half a truth; if it cannot be cut off, its checksums tell the next opening. */
    private void cutBack(long before, IOException failed) {
        try {
            end = before;
            channel.truncate(before);
        } catch (IOException e) {
            failed.addSuppressed(e);
        }
    }

    private JournalException unwritable(IOException failed) {
        return new JournalException(
                "The journal " + file + " cannot be written (" + failed.getMessage()
                        + "). Nothing more is begun, since it"
                        + " could be paid twice. Make room, or allow writing, and open the job again.",
                failed);
    }
}
