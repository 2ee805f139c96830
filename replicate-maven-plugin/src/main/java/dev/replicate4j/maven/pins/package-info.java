/**
 * The pins of a build: which models are declared, where their schemas lie, and how a missing one is fetched.
 */
@NullMarked
package dev.replicate4j.maven.pins;

import org.jspecify.annotations.NullMarked;
