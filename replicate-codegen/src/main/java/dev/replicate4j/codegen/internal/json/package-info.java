/** Reads and writes JSON as plain Java values. The one place, with the schema stage, that knows a JSON library. */
@NullMarked
package dev.replicate4j.codegen.internal.json;

import org.jspecify.annotations.NullMarked;
