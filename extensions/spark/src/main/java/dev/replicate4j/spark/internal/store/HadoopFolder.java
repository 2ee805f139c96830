package dev.replicate4j.spark.internal.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a file system that Hadoop knows. One that can force what is written to its disks, such as HDFS, gets one file for
 * the lines of a journal; any other, such as an object store, gets a small object for each call.
 */
final class HadoopFolder implements SharedFolder {

    private static final Duration FENCE_TIME = Duration.ofMinutes(2);

    private final FileSystem files;
    private final Path folder;

    HadoopFolder(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    private Path path(String name) {
        return new Path(folder + "/" + name);
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(path(name), false)) {
            out.write(content);
            return true;
        } catch (IOException e) {
            if (files.exists(path(name))) {
                return false; // of another, who may still be writing it; or of this one, who then waits as for another
            }
            throw e;
        }
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(path(name), true)) {
            out.write(content);
        }
    }

    @Override
    public byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = files.open(path(name))) {
            return in.readAllBytes();
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return files.open(path(name));
    }

    @Override
    public List<String> list(String name) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus file : files.listStatus(path(name))) {
                String last = file.getPath().getName();
                if (!last.startsWith(".")) {
                    names.add(last);
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(path(name), true);
    }

    @Override
    public void upload(String name, java.nio.file.Path file) throws IOException {
        Path target = path(name);
        Path part = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".part");
        try (OutputStream out = files.create(part, false)) {
            Files.copy(file, out);
        }
        if (!files.rename(part, target)) {
            files.delete(target, false); // of an attempt before this one, which did not come to record it
            if (!files.rename(part, target)) {
                throw new IOException(part + " cannot be renamed to " + target);
            }
        }
    }

    @Override
    public LineAppender append(String name) throws IOException {
        FSDataOutputStream out = files.create(path(name), false);
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            return new SyncedFile(out);
        }
        out.close();
        return new SmallObjects(name);
    }

    @Override
    public void fence(String name) throws IOException {
        if (!(files instanceof LeaseRecoverable recoverable)) {
            return;
        }
        Path file = path(name);
        long end = System.nanoTime() + FENCE_TIME.toNanos();
        // Asking once more would begin the recovery of its last block anew.
        boolean closed = recoverable.isFileClosed(file) || recoverable.recoverLease(file);
        while (!closed) {
            if (System.nanoTime() > end) {
                throw new IOException("The journal " + file + " of a process that has died is not closed after "
                        + FENCE_TIME.toSeconds() + " s: HDFS has not recovered its last block yet.");
            }
            sleep(file);
            closed = recoverable.isFileClosed(file);
        }
    }

    private static void sleep(Path file) throws InterruptedIOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + file + " was being closed for its last writer");
        }
    }

    @Override
    public boolean createsAtomically() {
        return files instanceof LeaseRecoverable;
    }

    @Override
    public String uri(String name) {
        return path(name).toString();
    }

    private record SyncedFile(FSDataOutputStream out) implements LineAppender {

        @Override
        public void append(byte[] lines) throws IOException {
            out.write(lines);
            out.hsync();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** An object is there when it is closed, and never grows. */
    private final class SmallObjects implements LineAppender {

        private final String name;
        private int count;

        SmallObjects(String name) {
            this.name = name;
        }

        @Override
        public void append(byte[] lines) throws IOException {
            write("%s-%08d".formatted(name, ++count), lines);
        }

        @Override
        public void close() {}
    }
}
