/** Third stage: writes a decided class down as Java. Decides nothing. */
@NullMarked
package dev.replicate4j.codegen.internal.emit;

import org.jspecify.annotations.NullMarked;
