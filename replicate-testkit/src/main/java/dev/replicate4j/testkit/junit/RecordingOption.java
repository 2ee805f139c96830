package dev.replicate4j.testkit.junit;

import dev.replicate4j.testkit.ReplicateServerBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides whether a test replays or records.
 *
 * @param file the recording of the test
 * @param allowed whether the test may spend money
 * @param baseUrl the API that is recorded
 * @param token the token for it; empty where there is none
 */
record RecordingOption(Path file, boolean allowed, String baseUrl, Optional<String> token) {

    private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)");

    static RecordingOption of(ExtensionContext context, Path folder) {
        Class<?> type = context.getRequiredTestClass();
        Matcher invocation = INVOCATION.matcher(context.getUniqueId());
        String name = context.getRequiredTestMethod().getName() + (invocation.find() ? "-" + invocation.group(1) : "");
        return new RecordingOption(
                folder.resolve(type.getSimpleName()).resolve(name + ".json"),
                maySpend(context),
                setting("REPLICATE_BASE_URL").orElse("https://api.replicate.com/v1"),
                setting("REPLICATE_API_TOKEN"));
    }

    static boolean maySpend(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getElement(), AllowSpending.class)
                || AnnotationSupport.isAnnotated(context.getRequiredTestClass(), AllowSpending.class);
    }

    /** A recording is replayed; only where there is none, and only by a test that may, it is made. */
    void apply(ReplicateServerBuilder server) {
        if (!Files.exists(file) && allowed && token.isPresent()) {
            server.record(file, baseUrl, token.get());
        } else {
            server.replay(file);
        }
    }

    /** A system property of the same name precedes the environment variable. */
    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .filter(value -> !value.isBlank());
    }
}
