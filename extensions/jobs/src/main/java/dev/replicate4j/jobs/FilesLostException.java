package dev.replicate4j.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A run was paid, but Replicate has deleted its files, or its output, before they were kept: it does so an hour after the
 * end of a run. The run is not made again, unless the job is told to {@linkplain Job#forget forget} its key.
 */
public final class FilesLostException extends JobException {

    private static final long serialVersionUID = 1L;

    FilesLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
