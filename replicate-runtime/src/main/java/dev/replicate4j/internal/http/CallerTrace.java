package dev.replicate4j.internal.http;

import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Shows in the stack trace of an exception that happened on another thread who waited for it. */
final class CallerTrace {

    /** Separates the caller's frames from those of the thread where it happened. */
    private static final StackTraceElement BOUNDARY = new StackTraceElement("async", "boundary", null, -1);

    private CallerTrace() {}

    /** Throws the failure with the frames of the current thread in front of its own. */
    static RuntimeException rethrow(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        int boundary = Arrays.asList(trace).indexOf(BOUNDARY); // another caller has waited for the same future
        Stream<StackTraceElement> caller =
                Arrays.stream(new Throwable().getStackTrace()).skip(1);
        Stream<StackTraceElement> origin = Arrays.stream(trace).skip(boundary + 1);
        failure.setStackTrace(Stream.concat(Stream.concat(caller, Stream.of(BOUNDARY)), origin)
                .toArray(StackTraceElement[]::new));
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
    }
}
