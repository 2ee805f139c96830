/**
 * Many calls of models, durable: each is paid once, also across crashes, and its files are kept.
 *
 * <p>Everything is in {@link dev.replicate4j.jobs}; begin with {@link dev.replicate4j.jobs.Job}.
 */
module dev.replicate4j.jobs {
    requires transitive dev.replicate4j;
    requires transitive org.jspecify;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires tools.jackson.core;

    exports dev.replicate4j.jobs;
}
