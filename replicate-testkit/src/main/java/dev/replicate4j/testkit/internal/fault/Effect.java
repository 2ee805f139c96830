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

    /** The request is refused with an error, and nothing is done. */
    record Refuse(int status, @Nullable Integer retryAfter, boolean header) implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The connection closes before anything is done. */
    record DropRequest() implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The request is carried out, but the connection closes instead of a reply. */
    record DropReply() implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The reply's body ends early, after so many bytes. */
    record CutBody(long bytes) implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The reply's body goes no further than so many bytes, but the connection stays. */
    record StallBody(long bytes) implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The reply is a page of a proxy instead of JSON. */
    record Garble() implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

    /** The reply comes later. */
    record Delay(Duration by) implements Effect {
        @Override
        public Place place() {
            return Place.REQUEST;
        }
    }

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

    /** The stream ends after so many events, without {@code done}. */
    record CutStream(int events) implements Effect {
        @Override
        public Place place() {
            return Place.STREAM;
        }
    }

    /** The stream sends so many events, then nothing but comments. */
    record SilenceStream(int events) implements Effect {
        @Override
        public Place place() {
            return Place.STREAM;
        }
    }

    /** The stream has what a reader must pass over: comments, unknown events, events without an id, all line ends. */
    record NoisyStream() implements Effect {
        @Override
        public Place place() {
            return Place.STREAM;
        }
    }

    /** The webhook is delivered twice. */
    record DuplicateWebhook() implements Effect {
        @Override
        public Place place() {
            return Place.WEBHOOK;
        }
    }

    /** The webhook's signature is another's. */
    record ForgeWebhook() implements Effect {
        @Override
        public Place place() {
            return Place.WEBHOOK;
        }
    }
}
