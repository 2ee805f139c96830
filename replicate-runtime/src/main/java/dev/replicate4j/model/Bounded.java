package dev.replicate4j.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States the limits of an input where tools can read them: on the parameters of generated setters and of the static
 * methods that pass them on. The setter itself checks the same {@link Bounds} when it is called; the compiler plugin
 * {@code replicate-javac} checks this annotation, so that a constant out of bounds does not compile.
 *
 * <pre>{@code
 * public Input numOutputs(@Bounded(name = "num_outputs", min = 1, max = 4) long numOutputs) {
 *     return put("num_outputs", numOutputs, Bounds.range(1, 4));
 * }
 * }</pre>
 *
 * <p>An end that is left out is open. An input whose bounds have no exact {@code double} has no such annotation.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Bounded {

    /** {@return the wire name of the input} */
    String name();

    /** {@return the smallest number allowed; by default there is none} */
    double min() default Double.NEGATIVE_INFINITY;

    /** {@return the largest number allowed; by default there is none} */
    double max() default Double.POSITIVE_INFINITY;

    /** {@return the shortest length of a text, in Unicode code points; 0 by default} */
    long minLength() default 0;

    /** {@return the longest length of a text, in Unicode code points; by default there is none} */
    long maxLength() default Long.MAX_VALUE;

    /** {@return the fewest items of a list; 0 by default} */
    long minItems() default 0;

    /** {@return the most items of a list; by default there is none} */
    long maxItems() default Long.MAX_VALUE;
}
