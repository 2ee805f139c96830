package dev.replicate4j.internal.http;

/**
 * What all requests of a transport share.
 *
 * @param config what the transport was made of
 * @param client makes the JDK's client
 * @param executor where the JDK's client runs
 * @param scheduler the time that all waiting goes by
 * @param timeouts of attempts
 * @param rateLimiter holds requests back from endpoints that get too many
 * @param listener hears of every attempt
 */
record TransportContext(
        TransportConfig config,
        LazyHttpClient client,
        CallerRunsExecutor executor,
        Scheduler scheduler,
        Timeouts timeouts,
        RateLimiter rateLimiter,
        LoggingHttpListener listener) {}
