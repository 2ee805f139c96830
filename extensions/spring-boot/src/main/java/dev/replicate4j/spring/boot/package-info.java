/**
 * Replicate in Spring Boot: a {@link dev.replicate4j.Replicate} bean, configured by {@code replicate.*} properties. Works with
 * Spring Boot 3.5 and 4.1.
 */
@NullMarked
package dev.replicate4j.spring.boot;

import org.jspecify.annotations.NullMarked;
