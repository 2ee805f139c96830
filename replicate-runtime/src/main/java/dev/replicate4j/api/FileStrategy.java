package dev.replicate4j.api;

/**
 * Decides how a local file that a model takes gets to Replicate: inside the request, as a {@code data:} URI, or
 * uploaded before, through the Files API. A {@code URLPath} is neither: its URL is passed on, unless it is a data
 * URI too large for a request, whose content is uploaded.
 *
 * <pre>{@code
 * Replicate.builder().fileStrategy(FileStrategy.UPLOAD)
 * }</pre>
 *
 * @param inlineLimit the size in bytes up to which a file goes inside the request; -1 to upload files of any size
 */
public record FileStrategy(long inlineLimit) {

    /** Sends files up to 256 KiB inside the request and uploads larger ones. The default. */
    public static final FileStrategy AUTO = new FileStrategy(256 * 1024);

    /**
     * Sends every file inside the request. It costs a third more bytes and holds the file in memory, but leaves nothing
     * on Replicate; some models and some webhooks do not take requests that large.
     */
    public static final FileStrategy INLINE = new FileStrategy(Long.MAX_VALUE);

    /** Uploads every file. Replicate deletes uploads after 24 hours. */
    public static final FileStrategy UPLOAD = new FileStrategy(-1);

    /**
     * Makes a strategy.
     *
     * @throws IllegalArgumentException if the limit is below -1
     */
    public FileStrategy {
        if (inlineLimit < -1) {
            throw new IllegalArgumentException(
                    "The inline limit is a size in bytes, or -1 to upload every file, but is " + inlineLimit + ".");
        }
    }

    /**
     * Makes a strategy that sends small files inside the request and uploads larger ones.
     *
     * @param bytes the size up to which a file counts as small, at least 0
     * @return the strategy
     * @throws IllegalArgumentException if the size is negative
     */
    public static FileStrategy inlineUpTo(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("The inline limit is a size in bytes, but is " + bytes
                    + ". Use FileStrategy.UPLOAD to upload every file.");
        }
        return new FileStrategy(bytes);
    }

    /**
     * Tells whether a file goes inside the request.
     *
     * @param size its size in bytes
     * @return false if it is uploaded
     */
    public boolean inlines(long size) {
        return size <= inlineLimit;
    }
}
