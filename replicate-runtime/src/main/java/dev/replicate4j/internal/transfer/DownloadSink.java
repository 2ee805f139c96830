package dev.replicate4j.internal.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a download, which come in the bodies of one or more responses.
 *
 * @param <R> what the bytes become
 */
interface DownloadSink<R> extends Closeable {

    /** Returns how many bytes are here. */
    long size();

    /** Returns how many bytes there will be; -1 if unknown. */
    long total();

    /** Returns a number that stays the same while bytes are wanted and none arrive. */
    long activity();

    /** Returns the headers that ask for the rest of the file if it has not changed; none if it must start again. */
    Map<String, String> rest();

    /** Tells whether another response can be of use after one that broke off. */
    boolean isResumable();

    /** Tells whether the bytes of a response can be taken. */
    boolean fits(ContentInfo info);

    /**
     * Begins with the bytes of a response that fits, and requests them.
     *
     * @param receiver who is going to write them; from now on, nobody else
     */
    void begin(Object receiver, ContentInfo info, Flow.Subscription subscription) throws IOException;

    /** Takes bytes; those of a receiver other than the last to begin are dropped. */
    void write(Object receiver, List<ByteBuffer> bytes) throws IOException;

    /** Takes no more bytes before the next response begins. */
    void release();

    /** Drops what is here, so that the next attempt starts at the beginning. */
    void reset();

    /** Returns what is wrong with the bytes; null if they are the whole file. */
    @Nullable String flaw();

    /** Ends with the whole file. */
    R commit() throws IOException;

    /** Returns where the bytes go, for a message. */
    @Override
    String toString();

    /** Returns how far it has come, for a message. */
    default String progress() {
        return size() + (total() < 0 ? "" : " of " + total()) + " bytes";
    }
}
