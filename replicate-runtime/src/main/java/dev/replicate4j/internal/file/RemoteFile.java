package dev.replicate4j.internal.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One URL and the place of its local copy.
 *
 * @param url what the file is known by
 * @param downloads what fetches it
 */
public record RemoteFile(String url, Downloads downloads) {

    /** Returns where the local copy is or will be. No I/O. */
    public Path place() {
        return downloads.place(url);
    }

    /**
     * Returns the local copy, downloading it first where it is not there.
     *
     * @throws IOException if the file cannot be downloaded
     */
    public Path local() throws IOException {
        return downloads.get(url);
    }

    /**
     * Deletes the local copy.
     *
     * @return whether there was one
     */
    boolean drop() throws IOException {
        return downloads.drop(url);
    }
}
