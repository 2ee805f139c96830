/** Implements the interfaces that users write for models. */
@NullMarked
package dev.replicate4j.internal.proxy;

import org.jspecify.annotations.NullMarked;
