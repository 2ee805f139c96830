/**
 * The inputs of models: one walk over their trees, which checks them, turns them into JSON and gets their files to Replicate.
 */
@NullMarked
package dev.replicate4j.internal.input;

import org.jspecify.annotations.NullMarked;
