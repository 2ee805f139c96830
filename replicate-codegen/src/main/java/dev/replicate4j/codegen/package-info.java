/**
 * Turns pinned models into Java sources: {@link dev.replicate4j.codegen.pin.Pin pins} in, {@link
 * dev.replicate4j.codegen.Generation sources and diagnostics} out. Uses no network and no build tool, so that any build tool can use
 * it.
 *
 * <p>Packages below {@code internal} are the stages of the generator and no API.
 */
@NullMarked
package dev.replicate4j.codegen;

import org.jspecify.annotations.NullMarked;
