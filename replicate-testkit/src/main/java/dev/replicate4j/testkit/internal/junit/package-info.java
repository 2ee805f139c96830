/**
 * What JUnit finds by itself: the listener that forbids spending before the first test.
 */
@NullMarked
package dev.replicate4j.testkit.internal.junit;

import org.jspecify.annotations.NullMarked;
