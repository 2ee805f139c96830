/**
 * Faults: which effect, on which requests or runs, how often.
 */
@NullMarked
package dev.replicate4j.testkit.internal.fault;

import org.jspecify.annotations.NullMarked;
