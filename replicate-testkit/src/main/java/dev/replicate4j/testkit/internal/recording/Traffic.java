package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import java.util.concurrent.CompletionStage;

/** Answers all requests of a server by real traffic. */
public interface Traffic extends AutoCloseable {

    /** Answers the request; the reply is sent when the stage completes. */
    CompletionStage<ServerReply> handle(ServerRequest request);

    /** Forgets what has been recorded, if anything. */
    void discard();

    /** Writes what has been recorded, if anything. */
    @Override
    void close();
}
