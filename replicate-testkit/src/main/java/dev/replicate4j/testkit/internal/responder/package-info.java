/**
 * What models do in a run: by handlers, stubs, or generated from the model's schema.
 */
@NullMarked
package dev.replicate4j.testkit.internal.responder;

import org.jspecify.annotations.NullMarked;
