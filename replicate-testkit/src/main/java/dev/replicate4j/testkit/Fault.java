package dev.replicate4j.testkit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.testkit.internal.fault.FaultEffect;
import dev.replicate4j.testkit.internal.fault.FaultPoint;
import dev.replicate4j.testkit.internal.fault.FaultRule;
import dev.replicate4j.testkit.internal.http.TransmissionFault;
import dev.replicate4j.testkit.internal.run.RunOutcome;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A failure mode of the API, to be injected into a server. A fault happens once unless {@link #times} or {@link #always}
 * says otherwise.
 *
 * <pre>{@code
 * server.inject(Fault.dropReplyAfterCreate());
 * server.inject(Fault.throttle(Duration.ofSeconds(1)).times(3), Fault.serverError(503));
 * server.inject(Fault.cutDownload(100).on("GET", "/delivery/**").always());
 * server.inject(Fault.staleList(Duration.ofSeconds(3)).always());
 * }</pre>
 *
 * <p>Any number of faults can be injected, together or one by one. Where two fit a request that do the same kind of thing
 * (damage the exchange, change the headers, change what a list shows, change a stream), the one injected first happens
 * until it is exhausted, then the next; faults of different kinds happen together. Immutable; a fault can be injected many
 * times.
 */
public final class Fault {

    private final FaultRule rule;

    private Fault(FaultRule rule) {
        this.rule = rule;
    }

    /**
     * Creates a prediction, but closes the connection instead of answering.
     *
     * @return the fault
     */
    public static Fault dropReplyAfterCreate() {
        return of("dropReplyAfterCreate", new FaultEffect.Transmit(new TransmissionFault.Drop()), FaultPoint::isCreate);
    }

    /**
     * Creates a prediction, but answers with an error, as a gateway does that has lost patience or an answer.
     *
     * @param status the status, 400 to 599
     * @return the fault
     */
    public static Fault errorAfterCreate(int status) {
        checkError(status);
        return of("errorAfterCreate " + status, new FaultEffect.ReplaceByError(status, null), FaultPoint::isCreate);
    }

    /**
     * Answers the creation of a prediction with an error at once, and creates the prediction later: a backend that goes on
     * after its gateway has given up.
     *
     * @param status the status of the error, 400 to 599; as a rule 504
     * @param by how much later the prediction is created
     * @return the fault
     */
    public static Fault delayedCreate(int status, Duration by) {
        checkError(status);
        return of("delayedCreate " + status, new FaultEffect.DelayedCreate(status, by), FaultPoint::isCreate);
    }

    /**
     * Answers that a prediction or training does not exist, with status 404, when it is read or canceled shortly after it was
     * created.
     *
     * @param age how long after its creation a run cannot be found
     * @return the fault
     */
    public static Fault notFoundAfterCreate(Duration age) {
        return of("notFoundAfterCreate", new FaultEffect.HideNewRun(age), occasion -> true);
    }

    /**
     * Lists predictions or trainings as they were a while ago: those created since are missing.
     *
     * @param lag how old the list is
     * @return the fault
     */
    public static Fault staleList(Duration lag) {
        return of("staleList", new FaultEffect.StaleList(lag), occasion -> true);
    }

    /**
     * Lists predictions or trainings without their outputs.
     *
     * @return the fault
     */
    public static Fault listWithoutOutput() {
        return of("listWithoutOutput", new FaultEffect.ListWithoutOutput(), occasion -> true);
    }

    /**
     * Closes the connection of an API request before anything is done.
     *
     * @return the fault
     */
    public static Fault dropConnection() {
        return of(
                "dropConnection",
                new FaultEffect.NotCarriedOut(new FaultEffect.Transmit(new TransmissionFault.Drop())),
                FaultPoint::isApi);
    }

    /**
     * Refuses an API request with status 429 and {@code retry_after} in the body.
     *
     * @param retryAfter when to try again; in whole seconds
     * @return the fault
     */
    public static Fault throttle(Duration retryAfter) {
        return of("throttle", new FaultEffect.Refuse(429, (int) retryAfter.toSeconds(), false), FaultPoint::isApi);
    }

    /**
     * Refuses an API request with status 429, {@code retry_after} in the body and the header {@code Retry-After}.
     *
     * @param retryAfter when to try again; in whole seconds
     * @return the fault
     */
    public static Fault throttleWithHeader(Duration retryAfter) {
        return of(
                "throttleWithHeader",
                new FaultEffect.Refuse(429, (int) retryAfter.toSeconds(), true),
                FaultPoint::isApi);
    }

    /**
     * Sends rate limit headers of its own with the reply to an API request.
     *
     * @param remaining how many requests are left: {@code ratelimit-remaining}
     * @param reset when there are more: {@code ratelimit-reset}; in whole seconds
     * @return the fault
     */
    public static Fault rateLimitHeaders(int remaining, Duration reset) {
        return of("rateLimitHeaders", new FaultEffect.RateLimitHeaders(remaining, reset), FaultPoint::isApi);
    }

    /**
     * Refuses an API request with an error of any status; nothing is done.
     *
     * @param status the status, 400 to 599
     * @return the fault
     */
    public static Fault error(int status) {
        checkError(status);
        return of("error " + status, new FaultEffect.Refuse(status, null, false), FaultPoint::isApi);
    }

    /**
     * Refuses an API request with a status of 500 or more; nothing is done.
     *
     * @param status the status, 500 to 599
     * @return the fault
     */
    public static Fault serverError(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("A server error has a status from 500 to 599, not " + status + ".");
        }
        return of("serverError " + status, new FaultEffect.Refuse(status, null, false), FaultPoint::isApi);
    }

    /**
     * Refuses an API request with status 401, as if its token were wrong.
     *
     * @return the fault
     */
    public static Fault unauthenticated() {
        return of("unauthenticated", new FaultEffect.Refuse(401, null, false), FaultPoint::isApi);
    }

    /**
     * Refuses the creation of a prediction with status 402: the account has no credit left.
     *
     * @return the fault
     */
    public static Fault insufficientCredit() {
        return of("insufficientCredit", new FaultEffect.Refuse(402, null, false), FaultPoint::isCreate);
    }

    /**
     * Carries an API request out, but answers late.
     *
     * @param by how much later
     * @return the fault
     */
    public static Fault slowReply(Duration by) {
        return of("slowReply", new FaultEffect.Delay(by), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but closes the connection in the middle of the reply, whose length was announced.
     *
     * @param bytes how much of the body is sent
     * @return the fault
     */
    public static Fault cutReply(long bytes) {
        return of("cutReply", new FaultEffect.Transmit(new TransmissionFault.Cut(bytes)), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but sends only the beginning of the reply, whose length was not announced: nothing but the
     * incomplete JSON shows that something is missing.
     *
     * @param bytes how much of the body is sent
     * @return the fault
     */
    public static Fault truncatedReply(long bytes) {
        return of("truncatedReply", new FaultEffect.Transmit(new TransmissionFault.Truncate(bytes)), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but stops in the middle of the reply, without closing the connection.
     *
     * @param bytes how much of the body is sent
     * @return the fault
     */
    public static Fault stallReply(long bytes) {
        return of("stallReply", new FaultEffect.Transmit(new TransmissionFault.Stall(bytes)), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but answers with a proxy's page in HTML instead of JSON.
     *
     * @return the fault
     */
    public static Fault garbledReply() {
        return of("garbledReply", new FaultEffect.ReplaceByHtml(), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but answers without a body.
     *
     * @return the fault
     */
    public static Fault emptyReply() {
        return of("emptyReply", new FaultEffect.EmptyBody(), FaultPoint::isApi);
    }

    /**
     * Carries an API request out, but answers with a body that never ends.
     *
     * @return the fault
     */
    public static Fault endlessReply() {
        return of("endlessReply", new FaultEffect.Transmit(new TransmissionFault.Endless()), FaultPoint::isApi);
    }

    /**
     * Refuses an API request with an error whose body never ends; nothing is done.
     *
     * @param status the status, 400 to 599
     * @return the fault
     */
    public static Fault endlessError(int status) {
        checkError(status);
        return of(
                "endlessError " + status,
                new FaultEffect.NotCarriedOut(new FaultEffect.ReplaceByError(status, new TransmissionFault.Endless())),
                FaultPoint::isApi);
    }

    /**
     * Omits the header {@code Date} from the reply to an API request.
     *
     * @return the fault
     */
    public static Fault noDateHeader() {
        return of("noDateHeader", new FaultEffect.OmitDate(), FaultPoint::isApi);
    }

    /**
     * Closes the connection in the middle of a file.
     *
     * @param bytes how much of the file is sent
     * @return the fault
     */
    public static Fault cutDownload(long bytes) {
        return of("cutDownload", new FaultEffect.Transmit(new TransmissionFault.Cut(bytes)), FaultPoint::isDownload);
    }

    /**
     * Stops in the middle of a file, without closing the connection.
     *
     * @param bytes how much of the file is sent
     * @return the fault
     */
    public static Fault stallDownload(long bytes) {
        return of(
                "stallDownload", new FaultEffect.Transmit(new TransmissionFault.Stall(bytes)), FaultPoint::isDownload);
    }

    /**
     * Answers a request for a file as if the file had expired, with status 404.
     *
     * @return the fault
     */
    public static Fault expiredUrl() {
        return of("expiredUrl", new FaultEffect.Refuse(404, null, false), FaultPoint::isDownload);
    }

    /**
     * Ends a run as {@code aborted}, before its model has started.
     *
     * @return the fault
     */
    public static Fault abort() {
        return of("abort", new FaultEffect.EndRun(new RunOutcome.Aborted()));
    }

    /**
     * Ends a run as {@code canceled}, though nobody canceled it.
     *
     * @return the fault
     */
    public static Fault cancel() {
        return of("cancel", new FaultEffect.EndRun(new RunOutcome.Canceled()));
    }

    /**
     * Ends a run as {@code failed}.
     *
     * @param error the run's error, like {@code Prediction interrupted; please retry (code: PA)}
     * @return the fault
     */
    public static Fault fail(String error) {
        return of("fail", new FaultEffect.EndRun(new RunOutcome.Failed(error)));
    }

    /**
     * Keeps a run {@code processing} for ever.
     *
     * @return the fault
     */
    public static Fault hang() {
        return of("hang", new FaultEffect.EndRun(new RunOutcome.Never()));
    }

    /**
     * Answers a blocking request at once with {@code processing} and a null output, which is no result. The run goes on.
     *
     * @return the fault
     */
    public static Fault processingWithNull() {
        return of("processingWithNull", new FaultEffect.EmptyWindow());
    }

    /**
     * Ends an event stream in the middle, without its event {@code done}.
     *
     * @param events how many events are sent
     * @return the fault
     */
    public static Fault cutStream(int events) {
        return of("cutStream", new FaultEffect.CutStream(events));
    }

    /**
     * Sends nothing more in the middle of an event stream; after 30 seconds follows the comment with which Replicate ends a
     * silent stream, and the stream ends.
     *
     * @param events how many events are sent
     * @return the fault
     */
    public static Fault silentStream(int events) {
        return of("silentStream", new FaultEffect.SilenceStream(events));
    }

    /**
     * Leaves one event out of an event stream.
     *
     * @param events how many events are sent before the one that is missing
     * @return the fault
     */
    public static Fault gapInStream(int events) {
        return of("gapInStream", new FaultEffect.SkipEvent(events));
    }

    /**
     * Sends all events of a stream from the first on, under new ids, whatever {@code Last-Event-ID} says. Injected after
     * {@link #cutStream}, it repeats what the client has already seen.
     *
     * @return the fault
     */
    public static Fault replayedStream() {
        return of("replayedStream", new FaultEffect.ReplayStream());
    }

    /**
     * Sends more output in an event stream after its event {@code done}.
     *
     * @param text the output
     * @return the fault
     */
    public static Fault outputAfterDone(String text) {
        return of("outputAfterDone", new FaultEffect.OutputAfterDone(text));
    }

    /**
     * Sends the first event of a stream, whatever {@code Last-Event-ID} says, with {@code retry: 0}, and ends the stream.
     * With {@link #always}, a client that obeys reconnects without pause.
     *
     * @return the fault
     */
    public static Fault repeatedEvent() {
        return of("repeatedEvent", new FaultEffect.RepeatEvent());
    }

    /**
     * Sends an event stream with everything that a reader must ignore: comments, unknown events and fields, a byte order
     * mark, changing line ends.
     *
     * @return the fault
     */
    public static Fault noisyStream() {
        return of("noisyStream", new FaultEffect.NoisyStream());
    }

    /**
     * Delivers a webhook twice.
     *
     * @return the fault
     */
    public static Fault duplicateWebhook() {
        return of("duplicateWebhook", new FaultEffect.DuplicateWebhook());
    }

    /**
     * Delivers a webhook with the signature of another body.
     *
     * @return the fault
     */
    public static Fault forgedWebhook() {
        return of("forgedWebhook", new FaultEffect.ForgeWebhook());
    }

    /**
     * Returns a fault that happens more than once.
     *
     * @param times how often; at least 1
     * @return the fault
     */
    public Fault times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times.");
        }
        return new Fault(new FaultRule(rule.name(), rule.effect(), rule.fits(), rule.skip(), times));
    }

    /**
     * Returns a fault that happens every time until it is removed.
     *
     * @return the fault
     */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * Returns a fault that lets some fitting requests pass first.
     *
     * @param occasions how many; not negative
     * @return the fault
     */
    public Fault after(int occasions) {
        if (occasions < 0) {
            throw new IllegalArgumentException("Cannot let " + occasions + " requests pass.");
        }
        return new Fault(new FaultRule(rule.name(), rule.effect(), rule.fits(), occasions, rule.times()));
    }

    /**
     * Returns a fault that pretends: the damaged reply is sent though the request is not carried out, so that nothing has
     * been created. For faults that carry a request out and damage its reply.
     *
     * @return the fault
     * @throws IllegalArgumentException if the fault does not damage replies
     */
    public Fault notCarriedOut() {
        if (!(rule.effect() instanceof FaultEffect.OnReply damage)) {
            throw new IllegalArgumentException(rule.name() + " damages no reply, so there is nothing to pretend.");
        }
        return new Fault(new FaultRule(
                rule.name() + " (not carried out)",
                new FaultEffect.NotCarriedOut(damage),
                rule.fits(),
                rule.skip(),
                rule.times()));
    }

    /**
     * Returns a fault that concerns one model only.
     *
     * @param model the model
     * @return the fault
     */
    public Fault onModel(ModelDefinition<?, ?, ?> model) {
        return onModel(model.ref().model());
    }

    /**
     * Returns a fault that concerns one model only.
     *
     * @param model {@code owner/name}
     * @return the fault
     */
    public Fault onModel(String model) {
        return narrowed(occasion -> model.equals(occasion.model()));
    }

    /**
     * Returns a fault that concerns some requests only, instead of those that it concerns by default.
     *
     * @param method the method, or {@code *}
     * @param path the path, in which {@code *} stands for anything within a segment and {@code **} for anything at all
     * @return the fault
     * @throws IllegalArgumentException if the fault concerns runs or webhooks, not requests
     */
    public Fault on(String method, String path) {
        if (rule.effect() instanceof FaultEffect.EndRun || rule.effect() instanceof FaultEffect.OnWebhook) {
            throw new IllegalArgumentException(
                    rule.name() + " does not concern single requests. Narrow it with onModel.");
        }
        Pattern pattern = PathPattern.glob(path);
        return new Fault(new FaultRule(
                rule.name(),
                rule.effect(),
                occasion -> (method.equals("*") || method.equalsIgnoreCase(occasion.method()))
                        && pattern.matcher(occasion.path()).matches(),
                rule.skip(),
                rule.times()));
    }

    /** {@return the fault's name} */
    @Override
    public String toString() {
        return rule.name();
    }

    FaultRule rule() {
        return rule;
    }

    private Fault narrowed(Predicate<FaultPoint> further) {
        return new Fault(
                new FaultRule(rule.name(), rule.effect(), rule.fits().and(further), rule.skip(), rule.times()));
    }

    private static void checkError(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("An error has a status from 400 to 599, not " + status + ".");
        }
    }

    private static Fault of(String name, FaultEffect effect, Predicate<FaultPoint> fits) {
        return new Fault(new FaultRule(name, effect, fits, 0, 1));
    }

    /** A fault that only what it concerns asks for. */
    private static Fault of(String name, FaultEffect effect) {
        return of(name, effect, occasion -> true);
    }
}
