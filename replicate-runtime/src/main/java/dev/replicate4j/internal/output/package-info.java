/** Decodes outputs: from parsed JSON to what an {@link dev.replicate4j.model.OutputType} describes. */
@NullMarked
package dev.replicate4j.internal.output;

import org.jspecify.annotations.NullMarked;
