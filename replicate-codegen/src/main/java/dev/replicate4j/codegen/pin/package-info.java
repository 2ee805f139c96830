/**
 * Pins: which models a project declares, what it keeps of each, and the directory where it keeps them. Uses no network.
 */
@NullMarked
package dev.replicate4j.codegen.pin;

import org.jspecify.annotations.NullMarked;
