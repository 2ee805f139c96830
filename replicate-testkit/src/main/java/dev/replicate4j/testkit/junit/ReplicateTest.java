package dev.replicate4j.testkit.junit;

import dev.replicate4j.testkit.ReplicateServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives every test of a class a {@link ReplicateServer} of its own, and makes its client the default client, so that
 * {@code FluxDev.call("a cat")} goes to the server. Test methods, and methods before and after each test, may take as
 * parameters a {@link ReplicateServer}, its client ({@link dev.replicate4j.Replicate}) and, with {@link #manualClock}, its
 * {@link dev.replicate4j.testkit.TestClock}.
 *
 * <pre>{@code
 * @ReplicateTest
 * class CatPainterTest {
 *
 *     @Test
 *     void paintsWhatItIsTold(ReplicateServer server) {
 *         server.when(FluxDev.MODEL).thenReturn(List.of(server.file("cat.png")));
 *
 *         new CatPainter().paint();
 *
 *         server.requests().predictions(FluxDev.MODEL).assertCount(1);
 *     }
 * }
 * }</pre>
 *
 * <p>The default client is one for the whole JVM: tests of such classes never run at the same time. Where a test fails, the
 * requests that the server saw are published as a report entry.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReplicateExtension.class)
@ResourceLock("dev.replicate4j.Replicate.defaultClient")
public @interface ReplicateTest {

    /**
     * Where the pins of the models are that the server knows.
     *
     * @return folders, from the module's own; those that do not exist are passed over. By default where the Maven plugin
     *     keeps pins
     */
    String[] pins() default {"src/main/replicate", "src/test/replicate"};

    /**
     * Whether the server goes by a clock that the test moves.
     *
     * @return false, the default, for the machine's time
     */
    boolean manualClock() default false;
}
