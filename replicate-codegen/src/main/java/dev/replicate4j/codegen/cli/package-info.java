/** A command line: pins, generation and drift for builds that are not Maven's. */
@NullMarked
package dev.replicate4j.codegen.cli;

import org.jspecify.annotations.NullMarked;
