package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error reply, thrown by operations. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ServerReply reply;

    private ApiError(ServerReply reply, String detail) {
        super(detail, null, false, false);
        this.reply = reply;
    }

    /** {@return what is sent} */
    public ServerReply reply() {
        return reply;
    }

    /** No such thing here. */
    public static ApiError notFound() {
        return notFound("The requested resource could not be found.");
    }

    /** No such thing here, in other words. */
    public static ApiError notFound(String detail) {
        return of(404, ServerJson.object("detail", detail, "status", 404));
    }

    /** No token, or not the right one. */
    public static ApiError unauthenticated() {
        return of(
                401,
                ServerJson.object(
                        "title", "Unauthenticated",
                        "detail", "You did not pass a valid authentication token",
                        "status", 401));
    }

    /** The account has no money left. */
    public static ApiError insufficientCredit() {
        return of(
                402,
                ServerJson.object(
                        "title",
                        "Insufficient credit",
                        "detail",
                        "You have insufficient credit to run this model. Go to"
                                + " https://replicate.com/account/billing#billing to purchase credit.",
                        "status",
                        402));
    }

    /** The version does not exist, or the model is not run by version. */
    public static ApiError invalidVersion() {
        return of(
                422,
                ServerJson.object(
                        "title", "Invalid version or not permitted",
                        "detail",
                                "The specified version does not exist (or perhaps you don't have permission to use it?)",
                        "status", 422));
    }

    /** The body is no JSON, or a parameter has no meaning. */
    public static ApiError badRequest(String detail) {
        return of(400, ServerJson.object("detail", detail, "status", 400));
    }

    /** Something may not be done now. */
    public static ApiError conflict(String detail) {
        return of(409, ServerJson.object("detail", detail, "status", 409));
    }

    /** Something is larger than allowed. */
    public static ApiError tooLarge(String detail) {
        return detailOnly(413, detail);
    }

    /** An error without a status in its body. */
    public static ApiError detailOnly(int status, String detail) {
        return of(status, ServerJson.object("detail", detail));
    }

    /** Too many requests. */
    public static ApiError throttled(int seconds) {
        return of(
                429,
                ServerJson.object(
                        "detail",
                        "Request was throttled. Your rate limit resets in ~" + seconds + "s.",
                        "status",
                        429,
                        "retry_after",
                        (long) seconds));
    }

    /** The server is in trouble. */
    public static ApiError server(int status) {
        return of(status, ServerJson.object("detail", "An error occurred on the server.", "status", status));
    }

    /** The request's members are not as they should be. */
    public static ApiError invalid(List<InvalidField> found) {
        List<InvalidField> fields = found.stream()
                .sorted(Comparator.comparingInt(field -> field.field().split("\\.").length))
                .toList();
        StringBuilder detail = new StringBuilder();
        for (InvalidField field : fields) {
            detail.append("- ").append(field.field().isEmpty() ? "" : field.field() + ": ");
            detail.append(field.description()).append('\n');
        }
        return of(
                422,
                ServerJson.object(
                        "detail",
                        detail.toString(),
                        "status",
                        422,
                        "title",
                        "Input validation failed",
                        "invalid_fields",
                        fields.stream().map(InvalidField::json).toList()));
    }

    private static ApiError of(int status, Map<String, @Nullable Object> body) {
        return new ApiError(
                ServerReply.jsonLine(status, body).header("Content-Type", "application/problem+json"),
                String.valueOf(body.get("detail")));
    }
}
