package dev.replicate4j.testkit.internal.http;

/** The two addresses of a server: Replicate, too, serves its API and its files from different hosts. */
public enum ServerOrigin {
    /** The API: requests carry the token. */
    API,
    /** Streams and output files: requests should not carry the token. */
    DELIVERY
}
