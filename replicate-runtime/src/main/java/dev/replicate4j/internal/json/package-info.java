/** Reads and writes JSON as plain Java values. Knows nothing of models. */
@NullMarked
package dev.replicate4j.internal.json;

import org.jspecify.annotations.NullMarked;
