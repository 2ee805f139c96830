/** Reads event streams as the WHATWG specification defines them. Knows nothing of models. */
@NullMarked
package dev.replicate4j.internal.sse;

import org.jspecify.annotations.NullMarked;
