package dev.replicate4j.testkit.internal.api;

/**
 * Oddities of Replicate that can be switched off.
 *
 * @param processingWhenWaitedFor a blocking reply has the output, but says {@code processing} and has no metrics
 * @param inlineFilesWhenWaitedFor files in a blocking reply are {@code data:} URIs
 */
public record Quirks(boolean processingWhenWaitedFor, boolean inlineFilesWhenWaitedFor) {

    /** What was recorded of Replicate. */
    public static final Quirks RECORDED = new Quirks(true, true);

    /** A Replicate without oddities. */
    public static final Quirks NONE = new Quirks(false, false);
}
