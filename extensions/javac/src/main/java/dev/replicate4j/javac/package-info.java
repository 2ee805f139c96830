/**
 * A plugin of the compiler that refuses constants which a generated setter would refuse. Needs neither the runtime nor
 * anything else: it reads the annotations of generated code by their names.
 */
@NullMarked
package dev.replicate4j.javac;

import org.jspecify.annotations.NullMarked;
