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
 * {@code FluxDev.call("a cat")} goes to the server. Test methods, and methods before and after each test, may have as
 * parameters a {@link ReplicateServer}, its client ({@link dev.replicate4j.Replicate}) and, with {@link #manualClock}, its
 * {@link dev.replicate4j.testkit.TestClock}.
 *
 * <pre>{@code
 * @ReplicateTest
 * class CatPainterTest {
 *
 *     @Test
 *     void paintsACat(ReplicateServer server) {
 *         server.when(FluxDev.MODEL).thenReturn(List.of(server.file("cat.png")));
 *
 *         new CatPainter().paint();
 *
 *         server.requests().predictions(FluxDev.MODEL).assertCount(1);
 *     }
 * }
 * }</pre>
 *
 * <p>There is one default client in a JVM, so tests of such classes never run in parallel. The requests of a test that failed
 * are published as a report entry.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReplicateExtension.class)
@ResourceLock("dev.replicate4j.Replicate.defaultClient")
public @interface ReplicateTest {

    /**
     * Folders with the pins of the models that the server knows.
     *
     * @return folders, relative to the module's; those that do not exist are ignored. By default those of the Maven plugin
     */
    String[] pins() default {"src/main/replicate", "src/test/replicate"};

    /**
     * Whether the server has a clock that the test moves.
     *
     * @return false, the default, for the machine's clock
     */
    boolean manualClock() default false;

    /**
     * Folder of recordings: tests replay recorded traffic instead of simulating Replicate, each from the file
     * {@code Class/method.json} in it. Where there is no file, a test with {@link AllowSpending} records one, from the API and
     * with the token that {@code REPLICATE_BASE_URL} and {@code REPLICATE_API_TOKEN} name; it is not written if the test fails.
     * To record anew, delete the file.
     *
     * @return the folder, relative to the module's; empty, the default, for no recordings
     */
    String recordings() default "";
}
