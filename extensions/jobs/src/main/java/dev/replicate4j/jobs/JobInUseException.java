package dev.replicate4j.jobs;

/** Another process, or another job of this one, has the folder of a job open. It can be opened when that one has closed it. */
public final class JobInUseException extends JobException {

    private static final long serialVersionUID = 1L;

    JobInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
