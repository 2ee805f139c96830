/**
 * The server's clock: the machine's, or one moved by a test.
 */
@NullMarked
package dev.replicate4j.testkit.internal.time;

import org.jspecify.annotations.NullMarked;
