/**
 * Answers made from a model's schema alone: the same input always gets the same answer.
 */
@NullMarked
package dev.replicate4j.testkit.internal.responder;

import org.jspecify.annotations.NullMarked;
