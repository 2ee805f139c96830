package dev.replicate4j.internal.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Shows in the stack trace of an exception that happened on another thread who waited for it. */
final class CallerStackTrace {

    /** Separates the caller's frames from those of the thread where it happened. */
    private static final StackTraceElement BOUNDARY = new StackTraceElement("async", "boundary", null, -1);

    private static final String HIDDEN = CallerStackTrace.class.getPackageName() + ".";

    private CallerStackTrace() {}

    /** Throws the failure with the frames of the current thread in front of its own, unless it happened on this thread. */
    static RuntimeException rethrow(Throwable failure) {
        List<StackTraceElement> caller = Arrays.stream(new Throwable().getStackTrace())
                .dropWhile(frame -> frame.getClassName().startsWith(HIDDEN))
                .toList();
        List<StackTraceElement> trace = Arrays.asList(failure.getStackTrace());
        if (Collections.lastIndexOfSubList(trace, caller) < 0) {
            List<StackTraceElement> whole = new ArrayList<>(caller);
            whole.add(BOUNDARY);
            // What is before a boundary is another caller, who waited for the same future.
            whole.addAll(trace.subList(trace.indexOf(BOUNDARY) + 1, trace.size()));
            failure.setStackTrace(whole.toArray(StackTraceElement[]::new));
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
    }
}
