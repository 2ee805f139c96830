/**
 * Predictions and trainings: what state they are in, what drives them, how they look as JSON.
 */
@NullMarked
package dev.replicate4j.testkit.internal.run;

import org.jspecify.annotations.NullMarked;
