package dev.replicate4j;

/** What a call may be given besides its input: immutable. */
public final class CallOptions {

    CallOptions() {}
}
