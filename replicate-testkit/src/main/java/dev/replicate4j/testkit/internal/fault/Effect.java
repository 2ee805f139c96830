package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.run.Ending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong. Each kind belongs to one place in the server, which asks for it there. */
public sealed interface Effect {

    /** Where the effect is worked. */
    Place place();

    /** The places at which the server asks whether something goes wrong. */
    enum Place {
        /** When a request has come in. */
        REQUEST,
        /** When a run is about to begin. */
        RUN,
        /** When a blocking reply is due. */
        WINDOW,
        /** When a stream is opened. */
        STREAM,
        /** When a webhook is sent. */
        WEBHOOK
    }

    /** Happens to a request or to its reply. */
    sealed interface OnRequest extends Effect {
        @Override
        default Place place() {
            return Place.REQUEST;
        }
    }

    /** The request is refused with an error, and nothing is done. */
    record Refuse(int status, @Nullable Integer retryAfter, boolean header) implements OnRequest {}

    /** The connection closes before anything is done. */
    record DropRequest() implements OnRequest {}

    /** The request is carried out, but the connection closes instead of a reply. */
    record DropReply() implements OnRequest {}

    /** The reply's body ends early, after so many bytes. */
    record CutBody(long bytes) implements OnRequest {}

    /** The reply's body goes no further than so many bytes, but the connection stays. */
    record StallBody(long bytes) implements OnRequest {}

    /** The reply is a page of a proxy instead of JSON. */
    record Garble() implements OnRequest {}

    /** The reply comes later. */
    record Delay(Duration by) implements OnRequest {}

    /** The run ends otherwise than its model would end it. */
    record EndRun(Ending ending) implements Effect {
        @Override
        public Place place() {
            return Place.RUN;
        }
    }

    /** The blocking reply says {@code processing} and has no output; the run goes on. */
    record EmptyWindow() implements Effect {
        @Override
        public Place place() {
            return Place.WINDOW;
        }
    }

    /** Happens to a stream. */
    sealed interface OnStream extends Effect {
        @Override
        default Place place() {
            return Place.STREAM;
        }
    }

    /** The stream ends after so many events, without {@code done}. */
    record CutStream(int events) implements OnStream {}

    /** The stream sends so many events, then nothing until Replicate's patience is at an end. */
    record SilenceStream(int events) implements OnStream {}

    /** The stream has what a reader must pass over: comments, unknown events and fields, all line ends. */
    record NoisyStream() implements OnStream {}

    /** Happens to a webhook. */
    sealed interface OnWebhook extends Effect {
        @Override
        default Place place() {
            return Place.WEBHOOK;
        }
    }

    /** The webhook is delivered twice. */
    record DuplicateWebhook() implements OnWebhook {}

    /** The webhook's signature is another's. */
    record ForgeWebhook() implements OnWebhook {}
}
