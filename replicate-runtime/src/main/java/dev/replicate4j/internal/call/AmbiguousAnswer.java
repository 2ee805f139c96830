package dev.replicate4j.internal.call;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.http.LimitedBodySubscriber.BodyTooLargeException;
import java.util.Set;

/** Answers to a create, or their absence, after which a prediction may exist whose id is not known. */
final class AmbiguousAnswer {

    /** The API itself has failed or refused, perhaps too late. */
    private static final Set<Integer> FAILED = Set.of(409, 500, 503);

    /** A gateway has lost what is behind it, and cannot say whether that has created the prediction. */
    private static final Set<Integer> LOST_BEHIND_GATEWAY = Set.of(408, 502, 504, 520, 521, 522, 523, 524);

    private AmbiguousAnswer() {}

    static boolean is(Throwable failure) {
        if (failure instanceof ConnectionException broken) {
            return broken.requestSent();
        }
        return failure instanceof DecodeException
                || failure instanceof ApiException answer
                        && (FAILED.contains(answer.status()) || LOST_BEHIND_GATEWAY.contains(answer.status()));
    }

    /** Whether there is no answer of the API itself, so that the create is sent again where it has surely created nothing. */
    static boolean isRepeatable(Throwable failure) {
        return failure instanceof ConnectionException broken && !(broken.getCause() instanceof BodyTooLargeException)
                || failure instanceof ApiException answer && LOST_BEHIND_GATEWAY.contains(answer.status());
    }
}
