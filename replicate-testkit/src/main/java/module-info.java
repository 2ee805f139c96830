/**
 * An embedded server that behaves as Replicate does, for tests: {@link dev.replicate4j.testkit} has the server,
 * {@link dev.replicate4j.testkit.junit} its JUnit 5 extension.
 */
module dev.replicate4j.testkit {
    requires transitive dev.replicate4j;
    requires transitive org.jspecify;
    requires java.desktop; // the pictures and sounds that models answer with
    requires tools.jackson.core;
    requires static transitive org.junit.jupiter.api;
    requires static org.junit.platform.launcher;

    exports dev.replicate4j.testkit;
    exports dev.replicate4j.testkit.junit;

    opens dev.replicate4j.testkit.junit to
            org.junit.platform.commons;
}
