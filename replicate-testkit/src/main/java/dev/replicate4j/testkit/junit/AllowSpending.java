package dev.replicate4j.testkit.junit;

import dev.replicate4j.testkit.SpendingGuard;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Allows a test, or all tests of a class, to call the real Replicate and spend money there. Without it the
 * {@link SpendingGuard} throws.
 *
 * <pre>{@code
 * @AllowSpending
 * @Test
 * void realModelPaintsACat() { ... }
 * }</pre>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AllowSpendingExtension.class)
@ResourceLock(SpendingGuard.PROPERTY)
@SuppressWarnings("exports") // only JUnit needs the extension
public @interface AllowSpending {}
