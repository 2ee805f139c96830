/** Tests of Spring Boot applications against the testkit's server. Needs {@code replicate-testkit} and JUnit. */
@NullMarked
package dev.replicate4j.spring.boot.test;

import org.jspecify.annotations.NullMarked;
