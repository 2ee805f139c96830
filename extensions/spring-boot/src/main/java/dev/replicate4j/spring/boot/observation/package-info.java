/** Micrometer observations of runs and of requests; what they are called can be replaced by beans. */
@NullMarked
package dev.replicate4j.spring.boot.observation;

import org.jspecify.annotations.NullMarked;
