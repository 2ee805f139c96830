package dev.replicate4j.testkit.internal.http;

/** The addresses that a client sees: Replicate, too, serves its API and its files from different hosts. */
public enum ServerOrigin {
    /** Where the API is: requests carry the token. */
    API,
    /** Where streams and output files are: requests should not carry the token. */
    DELIVERY
}
