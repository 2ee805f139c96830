/**
 * Calls AI models on Replicate as typed Java functions.
 *
 * <p>Applications use {@link dev.replicate4j}; the HTTP API itself is in {@link dev.replicate4j.api}, the exceptions are
 * in {@link dev.replicate4j.error}.
 */
module dev.replicate4j {
    requires transitive java.net.http;
    requires transitive org.jspecify;
    // Named by generated code alone, and only when that is compiled.
    requires static transitive org.jetbrains.annotations;
    requires methanol;
    requires tools.jackson.core;

    exports dev.replicate4j;
    exports dev.replicate4j.api;
    exports dev.replicate4j.error;
    exports dev.replicate4j.http;
    exports dev.replicate4j.model;

    provides java.nio.file.spi.FileSystemProvider with
            dev.replicate4j.internal.spi.InstalledFileSystemProvider;
}
