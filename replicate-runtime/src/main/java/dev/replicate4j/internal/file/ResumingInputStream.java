package dev.replicate4j.internal.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The content of a file as it arrives. When the connection breaks off, it goes on where it was, as long as the server
 * can tell that the file is still the same.
 */
final class ResumingInputStream extends InputStream {

    /** Attempts in a row that may bring nothing. */
    private static final int FRUITLESS = 4;

    private final String url;
    private final Source source;
    private ContentInfo origin;
    private InputStream body;
    private long position;
    private int fruitless;
    private volatile boolean closed;

    private ResumingInputStream(String url, Source source, Part first) {
        this.url = url;
        this.source = source;
        this.origin = first.info();
        this.body = first.body();
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be had
     */
    static ResumingInputStream open(String url, Source source) throws IOException {
        Part first = source.open(Map.of());
        if (!first.info().isWhole()) {
            throw FileExceptions.ofStatus(url, first.info().status());
        }
        return new ResumingInputStream(url, source, first);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                return received(body.read(bytes, offset, length));
            } catch (IOException e) {
                goOn(e);
            }
        }
    }

    private int received(int count) throws IOException {
        if (count > 0) {
            position += count;
            fruitless = 0;
        } else if (count < 0 && position < origin.total()) {
            throw new EOFException("the server sent no more");
        }
        return count;
    }

    /** Asks for the rest of the file, while there is a point in it. */
    private void goOn(IOException failure) throws IOException {
        body.close();
        IOException last = failure;
        while (canGoOn() && ++fruitless < FRUITLESS) {
            try {
                body = rest();
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw FileExceptions.of(url, "broke off after " + position + " bytes: " + FileExceptions.reason(last), last);
    }

    private boolean canGoOn() {
        return origin.validator() != null && !closed && !Thread.currentThread().isInterrupted();
    }

    private InputStream rest() throws IOException {
        Part rest = source.open(origin.rest(position));
        if (position == 0 && rest.info().isWhole()) {
            origin = rest.info();
        } else if (!rest.info().continues(origin, position)) {
            rest.body().close();
            throw new IOException("the server sent another part than asked for: HTTP "
                    + rest.info().status());
        }
        return rest.body();
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        body.close();
    }

    /**
     * A reply.
     *
     * @param info what it says of its bytes
     * @param body the bytes
     */
    record Part(ContentInfo info, InputStream body) {}

    /** Sends a request for the file. */
    interface Source {

        /**
         * Sends one request and waits for the headers of the reply.
         *
         * @param headers which part of the file to send
         */
        Part open(Map<String, String> headers) throws IOException;
    }
}
