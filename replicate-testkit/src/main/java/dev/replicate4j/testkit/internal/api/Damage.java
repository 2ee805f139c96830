package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.http.Body;
import dev.replicate4j.testkit.internal.http.Defect;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.json.ServerJson;

/** What faults make of replies. */
final class Damage {

    private static final String PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body></body></html>";

    private Damage() {}

    /** Returns the error of a request that is refused. */
    static Reply refusal(Effect.Refuse refuse) {
        Integer seconds = refuse.retryAfter();
        Reply reply = error(refuse.status(), seconds == null ? 1 : seconds);
        return seconds != null && refuse.header() ? reply.header("Retry-After", Integer.toString(seconds)) : reply;
    }

    /** Returns a reply that looks like one of a request that was carried out. */
    static Reply pretended(boolean create) {
        return Reply.jsonLine(
                create ? 201 : 200, ServerJson.object("id", "0123456789abcdefghjkmnpqrs", "status", "starting"));
    }

    /** Returns what the effect makes of the reply. */
    static Reply damaged(Effect.OnReply effect, Reply reply) {
        if (effect instanceof Effect.DropReply) {
            return reply.defect(new Defect.Drop());
        }
        if (effect instanceof Effect.CutBody cut) {
            return reply.defect(new Defect.Cut(shortened(cut.bytes(), reply)));
        }
        if (effect instanceof Effect.StallBody stall) {
            return reply.defect(new Defect.Stall(shortened(stall.bytes(), reply)));
        }
        if (effect instanceof Effect.TruncateBody truncate) {
            return reply.defect(new Defect.Truncate(shortened(truncate.bytes(), reply)));
        }
        if (effect instanceof Effect.EmptyBody) {
            return reply.body(Body.of(""));
        }
        if (effect instanceof Effect.ReplaceByError replace) {
            return error(replace.status());
        }
        if (effect instanceof Effect.EndlessBody endless) {
            Integer status = endless.status();
            return (status == null ? reply : error(status)).defect(new Defect.Endless());
        }
        return Reply.content(reply.status(), "text/html", Body.of(PROXY_PAGE));
    }

    /** Returns the error that Replicate sends with the status. */
    static Reply error(int status) {
        return error(status, 1);
    }

    private static Reply error(int status, int seconds) {
        return problem(status, seconds).reply();
    }

    private static long shortened(long bytes, Reply reply) {
        return Math.max(0, Math.min(bytes, reply.body().length() - 1));
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
