/**
 * Fetches models from Replicate's API, or from an OpenAPI document anywhere, and pins those that have no pin yet.
 */
@NullMarked
package dev.replicate4j.codegen.fetch;

import org.jspecify.annotations.NullMarked;
