package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.http.ReplyBody;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.ServerJson;

/** Applies faults to replies. */
final class ReplyDamage {

    private static final String PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body></body></html>";

    private ReplyDamage() {}

    /** {@return the error of a request that is refused} */
    static ServerReply refusal(FaultEffect.Refuse refuse) {
        Integer seconds = refuse.retryAfter();
        ServerReply reply = error(refuse.status(), seconds == null ? 1 : seconds);
        return seconds != null && refuse.header() ? reply.header("Retry-After", Integer.toString(seconds)) : reply;
    }

    /** {@return a reply that looks like one of a request that was carried out} */
    static ServerReply pretended(boolean create) {
        return ServerReply.jsonLine(
                create ? 201 : 200, ServerJson.object("id", "0123456789abcdefghjkmnpqrs", "status", "starting"));
    }

    /** {@return what the effect makes of the reply} */
    static ServerReply damaged(FaultEffect.OnReply effect, ServerReply reply) {
        if (effect instanceof FaultEffect.Transmit transmit) {
            return reply.fault(transmit.fault());
        }
        if (effect instanceof FaultEffect.EmptyBody) {
            return reply.body(ReplyBody.of(""));
        }
        if (effect instanceof FaultEffect.ReplaceByError replace) {
            return error(replace.status()).fault(replace.fault());
        }
        return ServerReply.content(reply.status(), "text/html", ReplyBody.of(PROXY_PAGE));
    }

    /** {@return the error that Replicate sends with the status} */
    static ServerReply error(int status) {
        return error(status, 1);
    }

    private static ServerReply error(int status, int seconds) {
        return problem(status, seconds).reply();
    }

    private static ApiError problem(int status, int seconds) {
        return switch (status) {
            case 401 -> ApiError.unauthenticated();
            case 402 -> ApiError.insufficientCredit();
            case 404 -> ApiError.notFound();
            case 409 -> ApiError.conflict("The resource is in use.");
            case 429 -> ApiError.throttled(seconds);
            default -> ApiError.server(status);
        };
    }
}
