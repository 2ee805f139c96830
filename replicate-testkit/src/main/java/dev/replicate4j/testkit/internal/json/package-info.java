/**
 * JSON as plain Java values, the way the server reads and writes it.
 */
@NullMarked
package dev.replicate4j.testkit.internal.json;

import org.jspecify.annotations.NullMarked;
