/** Creates predictions, waits for them, streams them, reconciles lost replies and cancels. */
@NullMarked
package dev.replicate4j.internal.call;

import org.jspecify.annotations.NullMarked;
