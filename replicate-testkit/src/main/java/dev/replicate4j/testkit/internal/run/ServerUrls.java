package dev.replicate4j.testkit.internal.run;

import java.net.URI;

/**
 * Where the server is, as written into replies.
 *
 * @param api the API, with its version: {@code http://127.0.0.1:PORT/v1}
 * @param delivery the files and streams, without a path
 */
public record ServerUrls(URI api, URI delivery) {}
