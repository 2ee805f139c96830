package dev.replicate4j.spark.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/** A folder that every process of a cluster sees under the same URI. Names are relative, with {@code /}. Thread-safe. */
public interface SharedFolder {

    /**
     * Opens a folder.
     *
     * @param uri of any file system that Hadoop knows; without a scheme, one of the default file system
     * @param conf of Hadoop
     */
    static SharedFolder open(String uri, Configuration conf) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
        FileSystem files = path.getFileSystem(conf);
        return files.getScheme().equals("file")
                ? new LocalFolder(Path.of(path.toUri().getPath()).toAbsolutePath())
                : new HadoopFolder(files, files.makeQualified(path));
    }

    /**
     * Creates a file, in one atomic step where the file system can.
     *
     * @return false if it is there already
     */
    boolean create(String name, byte[] content) throws IOException;

    /** Writes a file, in the place of what is there. */
    void write(String name, byte[] content) throws IOException;

    /** {@return the content of a file; null where there is none} */
    byte @Nullable [] read(String name) throws IOException;

    /** {@return a file to be read; to be closed} */
    InputStream open(String name) throws IOException;

    /** {@return the names of what is in a folder, sorted; empty where there is none} */
    List<String> list(String folder) throws IOException;

    /** Deletes a folder with all that is in it, if it is there. */
    void delete(String name) throws IOException;

    /** Copies a file, whole or not at all, in the place of what is there. */
    void upload(String name, Path file) throws IOException;

    /** Opens new lines of a journal: what is written is durable at once. */
    LineAppender append(String name) throws IOException;

    /** Ends the writing of a process that has lost its right to a journal, where the file system can. */
    void fence(String name) throws IOException;

    /** {@return whether creating a file is atomic by itself} */
    boolean createsAtomically();

    /** {@return the URI of a file} */
    String uri(String name);

    /** Writes lines that are durable when a call returns. */
    interface LineAppender extends AutoCloseable {

        /** Appends lines. */
        void append(byte[] lines) throws IOException;

        @Override
        void close() throws IOException;
    }
}
