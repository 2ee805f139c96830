/**
 * Compares pins with the present schemas of their models, or with other pins, and finds the lines of a project that a change
 * breaks.
 */
@NullMarked
package dev.replicate4j.codegen.drift;

import org.jspecify.annotations.NullMarked;
