package dev.replicate4j.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States what the pinned schema knows, where tools can read it: on generated classes of inputs. By it the compiler plugin
 * {@code replicate-javac} warns of a misspelt name in {@code set("name", value)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface KnownInputs {

    /** {@return the model: {@code owner/name}} */
    String model();

    /** {@return the wire names of its inputs, in the order of the schema} */
    String[] names();
}
