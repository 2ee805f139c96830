/**
 * From declared models to source files: whether anything is to do, and doing it.
 */
@NullMarked
package dev.replicate4j.maven.generate;

import org.jspecify.annotations.NullMarked;
