/**
 * The values that generated classes and everything above the HTTP API speak of: which model, what it takes, what it
 * returns, and that a run of it did not succeed.
 */
@NullMarked
package dev.replicate4j.model;

import org.jspecify.annotations.NullMarked;
