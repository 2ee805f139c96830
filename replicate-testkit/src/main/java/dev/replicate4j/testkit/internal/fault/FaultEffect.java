package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.TransmissionFault;
import dev.replicate4j.testkit.internal.run.RunOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The effect of a fault. Each kind is queried by the one part of the server that implements it. */
public sealed interface FaultEffect {

    /** Happens to a request or to its reply. */
    sealed interface OnExchange extends FaultEffect {}

    /** The request is refused with an error, and nothing is done. */
    record Refuse(int status, @Nullable Integer retryAfter, boolean header) implements OnExchange {}

    /** The request is answered with an error at once and carried out later. */
    record DelayedCreate(int status, Duration by) implements OnExchange {}

    /** The reply comes later. */
    record Delay(Duration by) implements OnExchange {}

    /** The request is not carried out; the reply is damaged as if it had been. */
    record NotCarriedOut(OnReply damage) implements OnExchange {}

    /** The request is carried out, and its reply is damaged. */
    sealed interface OnReply extends OnExchange {}

    /** The transmission of the reply fails. */
    record Transmit(TransmissionFault fault) implements OnReply {}

    /** The reply is a page of a proxy instead of JSON. */
    record ReplaceByHtml() implements OnReply {}

    /** The reply has no body. */
    record EmptyBody() implements OnReply {}

    /** The reply is an error, whose transmission may fail too. */
    record ReplaceByError(int status, @Nullable TransmissionFault fault) implements OnReply {}

    /** The run ends otherwise than its model would end it. */
    record EndRun(RunOutcome ending) implements FaultEffect {}

    /** The blocking reply says {@code processing} and has no output; the run goes on. */
    record EmptyWindow() implements FaultEffect {}

    /** The list of runs lacks those created within the lag. */
    record StaleList(Duration lag) implements FaultEffect {}

    /** The list of runs shows no outputs. */
    record ListWithoutOutput() implements FaultEffect {}

    /** Runs younger than the age are not found. */
    record HideNewRun(Duration age) implements FaultEffect {}

    /** Happens to the headers of a reply. */
    sealed interface OnHeaders extends FaultEffect {}

    /** The reply has no {@code Date}. */
    record OmitDate() implements OnHeaders {}

    /** The reply says how many requests are left. */
    record RateLimitHeaders(int remaining, Duration reset) implements OnHeaders {}

    /** Happens to a stream. */
    sealed interface OnStream extends FaultEffect {}

    /** The stream ends after so many events, without {@code done}. */
    record CutStream(int events) implements OnStream {}

    /** The stream sends so many events, then nothing until the server's own time limit. */
    record SilenceStream(int events) implements OnStream {}

    /** The stream leaves out the event after so many. */
    record SkipEvent(int events) implements OnStream {}

    /** The stream sends all events from the first on, under new ids. */
    record ReplayStream() implements OnStream {}

    /** The stream sends more output after {@code done}. */
    record OutputAfterDone(String text) implements OnStream {}

    /** The stream sends its first event, asks for a reconnection at once, and ends. */
    record RepeatEvent() implements OnStream {}

    /** The stream has what a reader must ignore: comments, unknown events and fields, all line ends. */
    record NoisyStream() implements OnStream {}

    /** Happens to a webhook. */
    sealed interface OnWebhook extends FaultEffect {}

    /** The webhook is delivered twice. */
    record DuplicateWebhook() implements OnWebhook {}

    /** The webhook has the signature of another body. */
    record ForgeWebhook() implements OnWebhook {}
}
