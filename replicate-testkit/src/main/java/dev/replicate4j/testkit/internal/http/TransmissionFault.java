package dev.replicate4j.testkit.internal.http;

/** How the transmission of a reply fails. */
public sealed interface TransmissionFault {

    /** The connection closes and not one byte of the reply is sent. */
    record Drop() implements TransmissionFault {}

    /** The head announces the whole body, then the connection closes after so many bytes of it. */
    record Cut(long bytes) implements TransmissionFault {}

    /** No length is announced, and the connection closes after so many bytes of the body. */
    record Truncate(long bytes) implements TransmissionFault {}

    /** So many bytes of the body are sent, then nothing more until the server closes. */
    record Stall(long bytes) implements TransmissionFault {}

    /** A body of JSON that is sent without an end, until the client closes the connection. */
    record Endless() implements TransmissionFault {}
}
