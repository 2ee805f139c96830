package dev.replicate4j.spring.boot.test;

import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.testkit.junit.ReplicateExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Starts a server that stands in for Replicate with the application context of a test, and sends the calls of all clients to
 * it, those of generated classes included. The server knows the models of the project's pins, costs nothing and needs no token.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureReplicate
 * class CatPainterTest {
 *
 *     @Autowired
 *     CatPainter painter;
 *
 *     @Test
 *     void paintsACat(ReplicateServer server) {
 *         server.when(FluxDev.MODEL).thenReturn(List.of(server.file("cat.png")));
 *
 *         painter.paint();
 *
 *         server.requests().predictions(FluxDev.MODEL).assertCount(1);
 *     }
 * }
 * }</pre>
 *
 * <p>The server lives as long as the context, which Spring keeps for several tests; after each test, its handlers, stubs, faults
 * and requests are cleared. It is a bean, and a parameter of test methods. Works with test slices such as {@code @WebMvcTest},
 * and beside {@link dev.replicate4j.testkit.junit.ReplicateTest}, which then uses the same server. Where the models' pins are:
 * the property {@code replicate.test.pins}, by default {@code src/main/replicate, src/test/replicate}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration({ReplicateServerAutoConfiguration.class, ReplicateAutoConfiguration.class})
@ExtendWith({ContextServerExtension.class, ReplicateExtension.class})
@ResourceLock("dev.replicate4j.Replicate.defaultClient")
public @interface AutoConfigureReplicate {}
