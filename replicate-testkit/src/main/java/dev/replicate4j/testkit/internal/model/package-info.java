/**
 * Models and their versions: read from pins, checked against, answered by schema.
 */
@NullMarked
package dev.replicate4j.testkit.internal.model;

import org.jspecify.annotations.NullMarked;
