package dev.replicate4j.jobs.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one job at a time have a folder; the system releases the lock of a process that dies. */
final class StoreLock implements AutoCloseable {

    /** Behind the text of the file: where locks are mandatory, as on Windows, others must be able to read it. */
    private static final long LOCKED = 1 << 20;

    /**
     * The folders of this process. Its own lock would not keep it out, and on many systems it would lose that lock if it closed
     * the file a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path folder;

    private StoreLock(FileChannel channel, Path folder) {
        this.channel = channel;
        this.folder = folder;
    }

    static StoreLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw taken(folder, process());
        }
        try {
            return lock(folder, real);
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static StoreLock lock(Path folder, Path real) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED, 1, false) == null) {
                throw taken(folder, holder(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((process() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new StoreLock(channel, real);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static JournalInUseException taken(Path folder, String holder) {
        return new JournalInUseException("The job in " + folder + " is open already, in " + holder
                + ". One process at a time may have it: close that one first, or use another folder.");
    }

    private static String process() {
        return "process " + ProcessHandle.current().pid();
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.isEmpty() ? "another process" : text;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
