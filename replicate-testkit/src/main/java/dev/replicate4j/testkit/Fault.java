package dev.replicate4j.testkit;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.testkit.internal.fault.Effect;
import dev.replicate4j.testkit.internal.fault.FaultRule;
import dev.replicate4j.testkit.internal.fault.Occasion;
import dev.replicate4j.testkit.internal.run.Ending;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Something that goes wrong, once unless told otherwise.
 *
 * <pre>{@code
 * server.inject(Fault.dropReplyAfterCreate());
 * server.inject(Fault.throttle(Duration.ofSeconds(1)).times(3), Fault.serverError(503));
 * server.inject(Fault.cutDownload(100).on("GET", "/delivery/**").always());
 * }</pre>
 *
 * <p>Faults add up: several can be injected, at once or one by one. Where more than one fits a request, the one injected
 * first is worked until it is used up, then the next. Immutable; a fault can be injected many times.
 */
public final class Fault {

    private final FaultRule rule;

    private Fault(FaultRule rule) {
        this.rule = rule;
    }

    /**
     * Creates a prediction, but closes the connection instead of answering: the client cannot know what became of it.
     *
     * @return the fault
     */
    public static Fault dropReplyAfterCreate() {
        return of("dropReplyAfterCreate", new Effect.DropReply(), Occasion::isCreate);
    }

    /**
     * Closes the connection of an API request before anything is done.
     *
     * @return the fault
     */
    public static Fault dropConnection() {
        return of("dropConnection", new Effect.DropRequest(), Occasion::isApi);
    }

    /**
     * Refuses an API request with status 429, saying in the body when to come again.
     *
     * @param retryAfter when; in whole seconds
     * @return the fault
     */
    public static Fault throttle(Duration retryAfter) {
        return of("throttle", new Effect.Refuse(429, (int) retryAfter.toSeconds(), false), Occasion::isApi);
    }

    /**
     * Refuses an API request with status 429, saying in body and header {@code Retry-After} when to come again.
     *
     * @param retryAfter when; in whole seconds
     * @return the fault
     */
    public static Fault throttleWithHeader(Duration retryAfter) {
        return of("throttleWithHeader", new Effect.Refuse(429, (int) retryAfter.toSeconds(), true), Occasion::isApi);
    }

    /**
     * Refuses an API request with a status of 500 or more.
     *
     * @param status the status, 500 to 599
     * @return the fault
     */
    public static Fault serverError(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("A server error has a status from 500 to 599, not " + status + ".");
        }
        return of("serverError " + status, new Effect.Refuse(status, null, false), Occasion::isApi);
    }

    /**
     * Refuses an API request with status 401, as if its token were wrong.
     *
     * @return the fault
     */
    public static Fault unauthenticated() {
        return of("unauthenticated", new Effect.Refuse(401, null, false), Occasion::isApi);
    }

    /**
     * Refuses the creation of a prediction with status 402: the account has no credit left.
     *
     * @return the fault
     */
    public static Fault insufficientCredit() {
        return of("insufficientCredit", new Effect.Refuse(402, null, false), Occasion::isCreate);
    }

    /**
     * Carries an API request out, but answers late.
     *
     * @param by how much later
     * @return the fault
     */
    public static Fault slowReply(Duration by) {
        return of("slowReply", new Effect.Delay(by), Occasion::isApi);
    }

    /**
     * Carries an API request out, but closes the connection in the middle of the reply.
     *
     * @param bytes how much of the body is sent
     * @return the fault
     */
    public static Fault cutReply(long bytes) {
        return of("cutReply", new Effect.CutBody(bytes), Occasion::isApi);
    }

    /**
     * Carries an API request out, but stops in the middle of the reply, without closing the connection.
     *
     * @param bytes how much of the body is sent
     * @return the fault
     */
    public static Fault stallReply(long bytes) {
        return of("stallReply", new Effect.StallBody(bytes), Occasion::isApi);
    }

    /**
     * Carries an API request out, but answers with a proxy's page in HTML instead of JSON.
     *
     * @return the fault
     */
    public static Fault garbledReply() {
        return of("garbledReply", new Effect.Garble(), Occasion::isApi);
    }

    /**
     * Closes the connection in the middle of a file.
     *
     * @param bytes how much of the file is sent
     * @return the fault
     */
    public static Fault cutDownload(long bytes) {
        return of("cutDownload", new Effect.CutBody(bytes), Occasion::isDownload);
    }

    /**
     * Stops in the middle of a file, without closing the connection.
     *
     * @param bytes how much of the file is sent
     * @return the fault
     */
    public static Fault stallDownload(long bytes) {
        return of("stallDownload", new Effect.StallBody(bytes), Occasion::isDownload);
    }

    /**
     * Answers a request for a file as if the file had expired, with status 404.
     *
     * @return the fault
     */
    public static Fault expiredUrl() {
        return of("expiredUrl", new Effect.Refuse(404, null, false), Occasion::isDownload);
    }

    /**
     * Ends a run as {@code aborted}, before its model has begun.
     *
     * @return the fault
     */
    public static Fault abort() {
        return of("abort", new Effect.EndRun(new Ending.Aborted()));
    }

    /**
     * Ends a run as {@code canceled}, though nobody asked for that.
     *
     * @return the fault
     */
    public static Fault cancel() {
        return of("cancel", new Effect.EndRun(new Ending.Canceled()));
    }

    /**
     * Ends a run as {@code failed}.
     *
     * @param error what it says about it, like {@code Prediction interrupted; please retry (code: PA)}
     * @return the fault
     */
    public static Fault fail(String error) {
        return of("fail", new Effect.EndRun(new Ending.Failed(error)));
    }

    /**
     * Lets a run be {@code processing} without an end.
     *
     * @return the fault
     */
    public static Fault hang() {
        return of("hang", new Effect.EndRun(new Ending.Never()));
    }

    /**
     * Answers a blocking request at once with {@code processing} and a null output, which is no result. The run goes on.
     *
     * @return the fault
     */
    public static Fault processingWithNull() {
        return of("processingWithNull", new Effect.EmptyWindow());
    }

    /**
     * Ends an event stream in the middle, without its event {@code done}.
     *
     * @param events how many events are sent
     * @return the fault
     */
    public static Fault cutStream(int events) {
        return of("cutStream", new Effect.CutStream(events));
    }

    /**
     * Goes silent in the middle of an event stream; after 30 seconds comes the comment with which Replicate gives up, and
     * the stream ends.
     *
     * @param events how many events are sent
     * @return the fault
     */
    public static Fault silentStream(int events) {
        return of("silentStream", new Effect.SilenceStream(events));
    }

    /**
     * Sends an event stream with everything in it that a reader must pass over: comments, unknown events and fields, a
     * byte order mark, changing line ends.
     *
     * @return the fault
     */
    public static Fault noisyStream() {
        return of("noisyStream", new Effect.NoisyStream());
    }

    /**
     * Delivers a webhook twice.
     *
     * @return the fault
     */
    public static Fault duplicateWebhook() {
        return of("duplicateWebhook", new Effect.DuplicateWebhook());
    }

    /**
     * Delivers a webhook with the signature of another body.
     *
     * @return the fault
     */
    public static Fault forgedWebhook() {
        return of("forgedWebhook", new Effect.ForgeWebhook());
    }

    /**
     * Works the fault more than once.
     *
     * @param times how often; at least 1
     * @return the fault so changed
     */
    public Fault times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault is worked at least once, not " + times + " times.");
        }
        return new Fault(new FaultRule(rule.name(), rule.effect(), rule.fits(), rule.skip(), times));
    }

    /**
     * Works the fault every time, until it is removed.
     *
     * @return the fault so changed
     */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * Lets some fitting requests pass first.
     *
     * @param occasions how many; not negative
     * @return the fault so changed
     */
    public Fault after(int occasions) {
        if (occasions < 0) {
            throw new IllegalArgumentException("Cannot let " + occasions + " requests pass.");
        }
        return new Fault(new FaultRule(rule.name(), rule.effect(), rule.fits(), occasions, rule.times()));
    }

    /**
     * Works the fault only on what concerns a model.
     *
     * @param model the model
     * @return the fault so changed
     */
    public Fault onModel(ModelDefinition<?, ?, ?> model) {
        return onModel(model.ref().model());
    }

    /**
     * Works the fault only on what concerns a model.
     *
     * @param model {@code owner/name}
     * @return the fault so changed
     */
    public Fault onModel(String model) {
        return narrowed(occasion -> model.equals(occasion.model()));
    }

    /**
     * Works a fault of requests only on some of them, in place of those that it is meant for by itself.
     *
     * @param method the method, or {@code *}
     * @param path the path, in which {@code *} stands for anything within a segment and {@code **} for anything at all
     * @return the fault so changed
     * @throws IllegalArgumentException if the fault is not one of requests
     */
    public Fault on(String method, String path) {
        if (rule.effect().place() != Effect.Place.REQUEST) {
            throw new IllegalArgumentException(
                    rule.name() + " does not concern single requests. Narrow it with onModel.");
        }
        Pattern pattern = Paths.glob(path);
        return new Fault(new FaultRule(
                rule.name(),
                rule.effect(),
                occasion -> (method.equals("*") || method.equalsIgnoreCase(occasion.method()))
                        && pattern.matcher(occasion.path()).matches(),
                rule.skip(),
                rule.times()));
    }

    /** Returns the fault's name. */
    @Override
    public String toString() {
        return rule.name();
    }

    FaultRule rule() {
        return rule;
    }

    private Fault narrowed(Predicate<Occasion> further) {
        return new Fault(
                new FaultRule(rule.name(), rule.effect(), rule.fits().and(further), rule.skip(), rule.times()));
    }

    private static Fault of(String name, Effect effect, Predicate<Occasion> fits) {
        return new Fault(new FaultRule(name, effect, fits, 0, 1));
    }

    /** A fault of a place that only what it is meant for comes to. */
    private static Fault of(String name, Effect effect) {
        return of(name, effect, occasion -> true);
    }
}
