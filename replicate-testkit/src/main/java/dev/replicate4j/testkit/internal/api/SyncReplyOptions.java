package dev.replicate4j.testkit.internal.api;

/**
 * Oddities of Replicate that can be switched off.
 *
 * @param processingWhenWaitedFor a blocking reply has the output, but says {@code processing} and has no metrics
 * @param inlineFilesWhenWaitedFor files in a blocking reply are {@code data:} URIs
 */
public record SyncReplyOptions(boolean processingWhenWaitedFor, boolean inlineFilesWhenWaitedFor) {

    /** What was recorded of Replicate. */
    public static final SyncReplyOptions RECORDED = new SyncReplyOptions(true, true);

    /** A Replicate without oddities. */
    public static final SyncReplyOptions NONE = new SyncReplyOptions(false, false);
}
