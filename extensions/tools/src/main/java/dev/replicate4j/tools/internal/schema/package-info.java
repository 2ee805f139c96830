/** From the schemas of pins to JSON Schema 2020-12, and back from JSON to what is sent. */
@NullMarked
package dev.replicate4j.tools.internal.schema;

import org.jspecify.annotations.NullMarked;
