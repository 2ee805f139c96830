/** Asks Replicate what a model is, where no generated class says so. */
@NullMarked
package dev.replicate4j.internal.lookup;

import org.jspecify.annotations.NullMarked;
