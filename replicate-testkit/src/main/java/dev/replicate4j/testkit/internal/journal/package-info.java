/**
 * What was asked of the server and what it answered, in order.
 */
@NullMarked
package dev.replicate4j.testkit.internal.journal;

import org.jspecify.annotations.NullMarked;
