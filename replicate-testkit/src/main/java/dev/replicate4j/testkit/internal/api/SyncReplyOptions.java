package dev.replicate4j.testkit.internal.api;

/**
 * Oddities of blocking replies that can be switched off.
 *
 * @param processingWhenWaitedFor a blocking reply has the output, but says {@code processing} and has no metrics
 * @param inlineFilesWhenWaitedFor files in a blocking reply are {@code data:} URIs
 */
public record SyncReplyOptions(boolean processingWhenWaitedFor, boolean inlineFilesWhenWaitedFor) {}
