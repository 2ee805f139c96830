package dev.replicate4j.jobs.internal.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a journal from its first to its last, in constant memory. */
public final class JournalReader {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private long start;
    private long number;
    private long badLine;
    private long end;

    /** Gets each entry with its place. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Visits an entry.
         *
         * @param offset where its line begins
         * @param entry the entry, less what was to be skipped
         */
        void visit(long offset, JournalEntry entry);
    }

    private JournalReader(Path file) {
        this.file = file;
    }

    /**
     * Reads all whole lines. What follows the last whole line is a write that a crash has torn, and is ignored.
     *
     * @param skipped members that the visitor does not need
     * @return where the last whole line ends
     * @throws JournalException if a line in the middle is damaged, or the format is unknown
     */
    public static long read(Path file, Set<String> skipped, Visitor visitor) throws IOException {
        return new JournalReader(file).read(skipped, visitor);
    }

    /**
     * Reads one entry again.
     *
     * @param offset where its line begins
     */
    public static JournalEntry entry(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            JournalReader reader = new JournalReader(file);
            reader.start = offset;
            channel.position(offset);
            while (true) {
                int lineEnd = reader.lineEnd(0);
                if (lineEnd >= 0) {
                    Map<String, @Nullable Object> json = JournalLine.decode(reader.buffer, 0, lineEnd, Set.of());
                    if (json == null) {
                        throw new JournalException("The line at byte " + offset + " of " + file
                                + " is damaged, though it was whole when the job was opened.");
                    }
                    return JournalEntry.of(json);
                }
                if (!reader.fill(channel)) {
                    throw new EOFException("No line at byte " + offset + " of " + file);
                }
            }
        }
    }

    private long read(Set<String> skipped, Visitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean more = true;
            while (more) {
                more = fill(channel);
                int from = 0;
                for (int to = lineEnd(from); to >= 0; to = lineEnd(from)) {
                    line(from, to - from, skipped, visitor);
                    from = to + 1;
                }
                drop(from);
            }
        }
        return end;
    }

    private void line(int from, int length, Set<String> skipped, Visitor visitor) {
        number++;
        long offset = start + from;
        Map<String, @Nullable Object> json = JournalLine.decode(buffer, from, length, skipped);
        if (json == null) {
            badLine = badLine == 0 ? number : badLine;
            return;
        }
        if (badLine > 0) {
            throw new JournalException("Line " + badLine + " of " + file + " is damaged, but lines after it are whole,"
                    + " so no crash of the job has done that. If you know what has become of its call, take the line"
                    + " out by hand; without it, the call may be paid for again.");
        }
        if (json.get("entry") == null) {
            JournalFormat.check(file, json);
        } else {
            visit(offset, json, visitor);
        }
        end = offset + length + 1;
    }

    private void visit(long offset, Map<String, @Nullable Object> json, Visitor visitor) {
        JournalEntry entry;
        try {
            entry = JournalEntry.of(json);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "Line " + number + " of " + file + " cannot be understood: " + e.getMessage() + ".", e);
        }
        visitor.visit(offset, entry);
    }

    private int lineEnd(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill(FileChannel channel) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        filled += Math.max(read, 0);
        return read > 0;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
        start += count;
    }
}
