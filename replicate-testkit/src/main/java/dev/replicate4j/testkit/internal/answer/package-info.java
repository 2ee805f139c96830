/**
 * Answers made from a model's schema alone: the same input always gets the same answer.
 */
@NullMarked
package dev.replicate4j.testkit.internal.answer;

import org.jspecify.annotations.NullMarked;
