/**
 * Replicate's HTTP API: one resource class per part of the API, records for what it takes and returns. A method ending in
 * {@code Async} takes what its namesake takes, and does not block: its future completes with what the other returns, and fails
 * with what it throws.
 */
@NullMarked
package dev.replicate4j.api;

import org.jspecify.annotations.NullMarked;
