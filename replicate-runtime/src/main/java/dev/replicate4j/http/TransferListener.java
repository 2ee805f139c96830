package dev.replicate4j.http;

/**
 * Is told how far a download or an upload has come.
 *
 * <pre>{@code
 * image.downloadAsync((file, bytes, total) -> System.out.printf("%s: %d of %d%n", file, bytes, total));
 * }</pre>
 */
@FunctionalInterface
public interface TransferListener {

    /**
     * Receives the count of bytes so far. Called on the thread that moves the bytes, so it should be quick; for one
     * file, calls never overlap. The count grows from call to call, unless a broken transfer had to start again. An
     * exception ends the transfer.
     *
     * @param file what is on its way: the URL of a download, the path of an upload
     * @param bytes how many bytes have been moved, at least 0
     * @param total how many there are in all; -1 if the server does not say
     */
    void transferred(String file, long bytes, long total);
}
