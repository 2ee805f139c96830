/** Third stage: from a decided class to JavaPoet types, and to the text of its file. Decides nothing. */
@NullMarked
package dev.replicate4j.codegen.internal.emit;

import org.jspecify.annotations.NullMarked;
