package dev.replicate4j.testkit.junit;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import dev.replicate4j.testkit.SpendingGuard;
import dev.replicate4j.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a server before each test and closes it afterwards. Usually {@link ReplicateTest} registers it; a server with other
 * settings is registered by a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * final ReplicateExtension replicate = ReplicateExtension.of(
 *         ReplicateServer.builder().pins(Path.of("pins")).runningFor(Duration.ofMillis(50)));
 * }</pre>
 */
public final class ReplicateExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ReplicateExtension.class);

    private final @Nullable ReplicateServerBuilder builder;

    /** Creates an extension whose servers are configured by {@link ReplicateTest}; for JUnit. */
    public ReplicateExtension() {
        this(null);
    }

    private ReplicateExtension(@Nullable ReplicateServerBuilder builder) {
        this.builder = builder;
    }

    /**
     * Creates an extension that starts a server for each test.
     *
     * @param builder configures the servers
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static ReplicateExtension of(ReplicateServerBuilder builder) {
        return new ReplicateExtension(builder);
    }

    /**
     * Has the next test use a server that runs already, instead of starting one: for extensions that have a server with a
     * longer life, such as that of an application context. It is not closed with the test, but {@linkplain
     * ReplicateServer#reset reset}.
     *
     * @param server the server
     * @param context of the test or its class; called before the test's {@code @BeforeEach} methods
     */
    public static void use(ReplicateServer server, ExtensionContext context) {
        context.getStore(NAMESPACE).put(ReplicateServer.class, server);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        SpendingGuard.install();
        TestClock clock = TestClock.create();
        ReplicateServer given = context.getStore(NAMESPACE).get(ReplicateServer.class, ReplicateServer.class);
        ReplicateServer server = given == null ? started(context, clock) : checked(given, context);
        Replicate client = server.client();
        @Nullable Replicate previous = Replicate.setDefaultClient(client);
        context.getStore(NAMESPACE).put(Running.class, new Running(server, client, previous, clock, given != null));
    }

    private ReplicateServer started(ExtensionContext context, TestClock clock) {
        return start(context, builder == null ? described(context, clock) : builder);
    }

    private ReplicateServer checked(ReplicateServer given, ExtensionContext context) {
        boolean settings = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ReplicateTest.class)
                .filter(test -> test.manualClock() || !test.recordings().isEmpty())
                .isPresent();
        if (settings || builder != null) {
            throw new IllegalStateException(
                    context.getRequiredTestClass() + " uses a server that was started elsewhere,"
                            + " so it cannot set a clock, recordings or a builder: set them where that server is started.");
        }
        return given;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Running running = context.getStore(NAMESPACE).remove(Running.class, Running.class);
        if (running == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            running.server.discardRecording();
            context.publishReportEntry(
                    "requests to Replicate", running.server.requests().toString());
        }
        Replicate.setDefaultClient(running.previous);
        if (running.shared) {
            running.client.close();
            running.server.reset();
        } else {
            running.server.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == ReplicateServer.class || type == Replicate.class || type == TestClock.class)
                && !isInjectedBySpring(parameter);
    }

    /** Spring's own extension takes parameters that are annotated with {@code @Autowired} and the like. */
    private static boolean isInjectedBySpring(ParameterContext parameter) {
        return Arrays.stream(parameter.getParameter().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().startsWith("org.springframework."));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getStore(NAMESPACE).get(Running.class, Running.class);
        if (running == null) {
            throw new ParameterResolutionException("There is a server for each test method: ask for it there, or in"
                    + " @BeforeEach and @AfterEach, but not in a constructor or for all tests.");
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == TestClock.class && !hasManualClock(context)) {
            throw new ParameterResolutionException(
                    "This server goes by the machine's time. Say @ReplicateTest(manualClock = true) to move its clock.");
        }
        return type == ReplicateServer.class
                ? running.server
                : type == Replicate.class ? running.client : running.clock;
    }

    /** The order of extensions does not decide whether a test that may spend can record. */
    private static ReplicateServer start(ExtensionContext context, ReplicateServerBuilder builder) {
        if (!RecordingOption.maySpend(context)) {
            return builder.start();
        }
        SpendingGuard.Scope scope = SpendingGuard.allow();
        try {
            return builder.start();
        } finally {
            scope.close();
        }
    }

    private boolean hasManualClock(ExtensionContext context) {
        return builder == null
                && AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ReplicateTest.class)
                        .map(ReplicateTest::manualClock)
                        .orElse(false);
    }

    private static ReplicateServerBuilder described(ExtensionContext context, TestClock clock) {
        ReplicateTest annotation = annotation(context);
        ReplicateServerBuilder described = ReplicateServer.builder();
        for (String folder : annotation.pins()) {
            if (Files.isDirectory(Path.of(folder))) {
                described.pins(Path.of(folder));
            }
        }
        if (!annotation.recordings().isEmpty()) {
            RecordingOption.of(context, Path.of(annotation.recordings())).apply(described);
        }
        return annotation.manualClock() ? described.clock(clock) : described;
    }

    private static ReplicateTest annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ReplicateTest.class)
                .orElseThrow(() -> new IllegalStateException("Annotate " + context.getRequiredTestClass()
                        + " with @ReplicateTest, or register ReplicateExtension.of(...) in a field."));
    }

    private record Running(
            ReplicateServer server,
            Replicate client,
            @Nullable Replicate previous,
            TestClock clock,
            boolean shared) {}
}
