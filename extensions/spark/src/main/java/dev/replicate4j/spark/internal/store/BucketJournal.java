package dev.replicate4j.spark.internal.store;

import dev.replicate4j.jobs.JobReplica;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one bucket of rows. Each owner of the bucket's lease writes a file of its own, and reads those of all owners
 * before it: nobody writes to a file that another may write to.
 */
public final class BucketJournal implements JobReplica, AutoCloseable {

    private final SharedFolder folder;
    private final String home;
    private final Lease lease;
    private SharedFolder.@Nullable LineAppender appender;
    private volatile boolean failed;

    private BucketJournal(SharedFolder folder, String home, Lease lease) {
        this.folder = folder;
        this.home = home;
        this.lease = lease;
    }

    /**
     * Takes a journal over.
     *
     * @param bucket its number
     * @param lease of the bucket
     * @param work an empty folder of this process, which gets {@code journal.jsonl} and {@code manifest.json}
     */
    public static BucketJournal open(SharedFolder folder, int bucket, Lease lease, Path work) throws IOException {
        BucketJournal journal = new BucketJournal(folder, home(bucket), lease);
        for (String part : folder.list(journal.home)) {
            folder.fence(journal.home + "/" + part);
        }
        restore(folder, bucket, work);
        return journal;
    }

    /**
     * Copies a journal, as far as it has been written.
     *
     * @param bucket its number
     * @param work gets {@code journal.jsonl}, if there is one, and {@code manifest.json}
     * @return whether there is one
     */
    public static boolean restore(SharedFolder folder, int bucket, Path work) throws IOException {
        String home = home(bucket);
        byte[] manifest = folder.read("manifest.json");
        if (manifest != null) {
            Files.write(work.resolve("manifest.json"), manifest);
        }
        List<String> parts = folder.list(home);
        if (parts.isEmpty()) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(work.resolve("journal.jsonl"))) {
            for (String part : parts) {
                byte[] lines = folder.read(home + "/" + part);
                out.write(lines == null ? new byte[0] : whole(lines));
            }
        }
        return true;
    }

    private static String home(int bucket) {
        return "journal/%05d".formatted(bucket);
    }

    /** A kill may have torn the last line of an owner. */
    private static byte[] whole(byte[] lines) {
        int end = lines.length;
        while (end > 0 && lines[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(lines, end);
    }

    @Override
    public void journal(byte[] lines) throws IOException {
        try {
            lease.check();
            SharedFolder.LineAppender open =
                    appender == null ? folder.append("%s/%08d.jsonl".formatted(home, lease.number())) : appender;
            appender = open;
            open.append(lines);
            lease.check(); // what the lines announce is done only by the owner
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Every owner makes its working copy anew. */
    @Override
    public boolean forcesFolder() {
        return false;
    }

    @Override
    public void check() throws IOException {
        try {
            lease.check();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void file(String name, Path copy) throws IOException {
        try {
            lease.check();
            folder.upload("files/" + name, copy);
            Files.delete(copy);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** {@return whether the store could not be written, or belongs to another by now} */
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public void close() throws IOException {
        if (appender != null) {
            appender.close();
        }
    }
}
