package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a call.
 *
 * @param status the status
 * @param type the media type
 * @param json the body, with recorded URLs, if it is JSON; null otherwise
 * @param content the body if it is not JSON; null otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // replies are not compared, and nobody changes the bytes
record RecordedReply(int status, String type, @Nullable Object json, byte @Nullable [] content) {

    static RecordedReply of(int status, String type, byte[] body, RecordedUrls urls) {
        if (type.contains("json")) {
            try {
                String text = urls.fromUpstream(new String(body, StandardCharsets.UTF_8));
                return new RecordedReply(status, type, ServerJson.parse(text.getBytes(StandardCharsets.UTF_8)), null);
            } catch (MalformedJsonException e) {
                return new RecordedReply(status, type, null, body);
            }
        }
        return new RecordedReply(status, type, null, body);
    }

    RecordedReply json(@Nullable Object other) {
        return new RecordedReply(status, type, other, content);
    }

    /** {@return the members of the body; empty if it is not a JSON object} */
    Map<String, @Nullable Object> members() {
        return ServerJson.asObject(json);
    }

    /** {@return the reply as a client gets it} */
    ServerReply toClient(RecordedUrls urls) {
        byte[] bytes = content;
        ReplyBody body = ReplyBody.of(bytes == null ? ServerJson.bytes(urls.toClient(json)) : bytes);
        return status == 204 || body.length() == 0
                ? ServerReply.empty(status)
                : ServerReply.content(status, type, body);
    }
}
