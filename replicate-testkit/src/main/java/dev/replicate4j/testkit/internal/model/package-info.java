/**
 * Models and their versions, read from pins.
 */
@NullMarked
package dev.replicate4j.testkit.internal.model;

import org.jspecify.annotations.NullMarked;
