package dev.replicate4j.tools;

/** One part of an answer. */
public sealed interface ToolContent {

    /**
     * A text.
     *
     * @param text the text
     */
    record Text(String text) implements ToolContent {}

    /**
     * A picture, scaled to the session's limits.
     *
     * @param bytes the file
     * @param mediaType for example {@code image/jpeg}
     */
    @SuppressWarnings("ArrayRecordComponent") // a part is written, never compared
    record Image(byte[] bytes, String mediaType) implements ToolContent {}

    /**
     * A sound.
     *
     * @param bytes the file
     * @param mediaType for example {@code audio/wav}
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Audio(byte[] bytes, String mediaType) implements ToolContent {}

    /**
     * A file that is not in the answer itself.
     *
     * @param uri where it is: an http(s) URL, or a {@code file:} URI where it was saved
     * @param name its name
     * @param mediaType what it is
     */
    record FileLink(String uri, String name, String mediaType) implements ToolContent {}
}
