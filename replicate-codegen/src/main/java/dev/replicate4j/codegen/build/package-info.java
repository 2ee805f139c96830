/**
 * What a build does with declared models: resolves their pins, and generates their classes unless they are up to date.
 */
@NullMarked
package dev.replicate4j.codegen.build;

import org.jspecify.annotations.NullMarked;
