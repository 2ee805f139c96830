package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.http.Body;
import dev.replicate4j.testkit.internal.http.Defect;
import dev.replicate4j.testkit.internal.http.Reply;
import org.jspecify.annotations.Nullable;

/** What faults make of replies. */
final class Damage {

    private static final String PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body></body></html>";

    private Damage() {}

    /** Returns what is sent instead of handling the request; null if it is handled. */
    static @Nullable Reply instead(Effect effect) {
        if (effect instanceof Effect.DropRequest) {
            return Reply.empty(500).defect(new Defect.Drop());
        }
        return effect instanceof Effect.Refuse refuse ? refusal(refuse) : null;
    }

    /** Returns what is left of a reply. */
    static Reply damaged(Effect effect, Reply reply) {
        if (effect instanceof Effect.DropReply) {
            return reply.defect(new Defect.Drop());
        }
        if (effect instanceof Effect.CutBody cut) {
            return reply.defect(new Defect.Cut(shortened(cut.bytes(), reply)));
        }
        if (effect instanceof Effect.StallBody stall) {
            return reply.defect(new Defect.Stall(shortened(stall.bytes(), reply)));
        }
        return effect instanceof Effect.Garble
                ? Reply.content(reply.status(), "text/html", Body.of(PROXY_PAGE))
                : reply;
    }

    private static long shortened(long bytes, Reply reply) {
        return Math.max(0, Math.min(bytes, reply.body().length() - 1));
    }

    private static Reply refusal(Effect.Refuse refuse) {
        Integer seconds = refuse.retryAfter();
        Reply reply = problem(refuse.status(), seconds == null ? 1 : seconds).reply();
        return seconds != null && refuse.header() ? reply.header("Retry-After", Integer.toString(seconds)) : reply;
    }

    private static Problem problem(int status, int seconds) {
        return switch (status) {
            case 401 -> Problem.unauthenticated();
            case 402 -> Problem.insufficientCredit();
            case 404 -> Problem.notFound();
            case 409 -> Problem.conflict("The resource is in use.");
            case 429 -> Problem.throttled(seconds);
            default -> Problem.server(status);
        };
    }
}
