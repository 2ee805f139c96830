package dev.replicate4j.testkit.internal.http;

/** How the sending of a reply goes wrong. */
public sealed interface Defect {

    /** The connection closes and not one byte of the reply is sent. */
    record Drop() implements Defect {}

    /** The head announces the whole body, then the connection closes after so many bytes of it. */
    record Cut(long bytes) implements Defect {}

    /** So many bytes of the body are sent, then nothing more until the server closes. */
    record Stall(long bytes) implements Defect {}

    /** No length is announced, and the connection closes after so many bytes of the body. */
    record Truncate(long bytes) implements Defect {}

    /** A body of JSON that is sent without an end, until the client closes the connection. */
    record Endless() implements Defect {}
}
