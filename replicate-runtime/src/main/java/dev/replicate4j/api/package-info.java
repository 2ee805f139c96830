/**
 * Replicate's HTTP API: one resource class per part of the API, records for what it takes and returns.
 */
@NullMarked
package dev.replicate4j.api;

import org.jspecify.annotations.NullMarked;
