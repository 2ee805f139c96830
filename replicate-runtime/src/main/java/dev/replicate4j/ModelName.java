package dev.replicate4j;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the model that an interface of yours stands for, see {@link Replicate#use(Class)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModelName {

    /**
     * Names the model.
     *
     * @return {@code owner/name} or {@code owner/name:version}
     */
    String value();
}
