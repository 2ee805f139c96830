package dev.replicate4j.jobs;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A second place that gets all that a job records, as it is recorded: a distributed file system, or a disk that outlives the
 * machine. Put back into an empty folder, with {@code manifest.json}, it opens as the job itself. Where it cannot be written,
 * the job stops.
 */
public interface JobReplica {

    /**
     * Keeps lines of the journal, after what was kept before. What they announce is done only when this has returned, so
     * they must be durable by then. Called by one thread at a time.
     *
     * @param lines whole lines in UTF-8, with their line ends
     * @throws IOException if they cannot be kept
     */
    void journal(byte[] lines) throws IOException;

    /**
     * Returns whether the job's own folder must outlive the machine too. A folder that is only a working copy, made anew from
     * the replica for each opening, need not: its journal is then not forced to disk, which saves half of the time that
     * recording takes.
     *
     * @return true by default
     */
    default boolean forcesFolder() {
        return true;
    }

    /**
     * Checks, right before a create is sent, that the job may still send it: its process may have been stopped for longer than
     * others wait for it. By default it may.
     *
     * @throws IOException if not; nothing is sent, and the job stops
     */
    default void check() throws IOException {}

    /**
     * Keeps a file of an output, before its call counts as done. Called by several threads.
     *
     * @param name from the folder of files, with {@code /}, for example {@code cat-1/0-cat.png}
     * @param copy where it is
     * @throws IOException if it cannot be kept
     */
    void file(String name, Path copy) throws IOException;
}
