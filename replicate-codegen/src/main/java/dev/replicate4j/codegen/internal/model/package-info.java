/**
 * Second stage: decides all that a generated class will say. {@code ModelClass} and its parts are immutable; their names are legal,
 * unique and stable, their types chosen, their texts safe inside a Java comment.
 */
@NullMarked
package dev.replicate4j.codegen.internal.model;

import org.jspecify.annotations.NullMarked;
