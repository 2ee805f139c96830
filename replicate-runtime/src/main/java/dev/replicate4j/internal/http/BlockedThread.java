package dev.replicate4j.internal.http;

/**
 * A thread that blocks in the HTTP client, whose only way to abort an exchange is then an interrupt. Makes sure that the
 * interrupt meets the thread there and nowhere else.
 */
final class BlockedThread {

    private final Thread thread = Thread.currentThread();
    private boolean ended;
    private boolean unblocked;

    /** Interrupts the thread, if it still blocks. */
    synchronized void unblock() {
        if (!ended && !unblocked) {
            unblocked = true;
            thread.interrupt();
        }
    }

    /** Tells whether an interrupt came from here. */
    synchronized boolean isUnblocked() {
        return unblocked;
    }

    /** Says that the thread blocks no longer; takes back an interrupt from here that it has not seen. */
    synchronized void end() {
        ended = true;
        if (unblocked) {
            Thread.interrupted();
        }
    }
}
