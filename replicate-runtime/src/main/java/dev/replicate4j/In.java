package dev.replicate4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the input of a model that a parameter is, see {@link Replicate#use(Class)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface In {

    /**
     * Names the input.
     *
     * @return its wire name, for example {@code num_inference_steps}
     */
    String value();
}
