/** Whether Replicate can be reached, for the health endpoints of both generations of Spring Boot. */
@NullMarked
package dev.replicate4j.spring.boot.health;

import org.jspecify.annotations.NullMarked;
