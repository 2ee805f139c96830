package dev.replicate4j.jobs.internal.journal;

/** Another process, or another job of this one, has the journal open. */
public final class JournalInUseException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalInUseException(String message) {
        super(message);
    }
}
