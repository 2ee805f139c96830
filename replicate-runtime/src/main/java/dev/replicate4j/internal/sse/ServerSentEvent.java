package dev.replicate4j.internal.sse;

/**
 * One event of a stream.
 *
 * @param type what the event is; {@code message} where the stream does not say
 * @param data its text, lines joined by line feeds
 * @param lastId the last id that the stream has given, with this event or before: what to resume after; empty for none
 * @param ownId whether this very event gave the id
 */
public record ServerSentEvent(String type, String data, String lastId, boolean ownId) {}
