package dev.replicate4j.jobs;

import dev.replicate4j.api.Status;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.PaymentRequiredException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.model.ModelException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Says what a failure means for what was paid. */
final class Failures {

    /** Replicate's codes for a model that did not start. */
    private static final Set<String> NOT_STARTED = Set.of("E6716", "E9243");

    /** Replicate's codes for a run that its machines have ended. */
    private static final Set<String> INTERRUPTED = Set.of("E8367", "E8765");

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;

    private Failures() {}

    static FailureKind kind(ModelException failure) {
        if (failure.status().equals(Status.ABORTED)) {
            return FailureKind.NOT_BILLED;
        }
        if (failure.status().equals(Status.CANCELED)) {
            return FailureKind.CANCELED;
        }
        String code = failure.errorCode().orElse("");
        if (NOT_STARTED.contains(code)) {
            return FailureKind.NOT_BILLED;
        }
        boolean interrupted = failure.prediction().error().orElse("").contains("code: PA");
        return INTERRUPTED.contains(code) || interrupted ? FailureKind.TRANSIENT : FailureKind.MODEL;
    }

    /** {@return whether a create that failed so may have created a prediction} */
    static boolean isAmbiguous(Throwable failure) {
        if (failure instanceof ConnectionException broken) {
            return broken.requestSent();
        }
        if (failure instanceof ServerException || failure instanceof DecodeException) {
            return true;
        }
        return failure instanceof ApiException refused
                && (refused.status() == REQUEST_TIMEOUT || refused.status() == CONFLICT || refused.status() < 400);
    }

    /** {@return whether every other create would fail in the same way} */
    static boolean stopsAll(Throwable failure) {
        return failure instanceof PaymentRequiredException
                || failure instanceof AuthenticationException
                || failure instanceof PermissionDeniedException;
    }

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** {@return the failure as an outcome holds it} */
    static RuntimeException runtime(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new JobException(String.valueOf(cause.getMessage()), cause);
    }
}
