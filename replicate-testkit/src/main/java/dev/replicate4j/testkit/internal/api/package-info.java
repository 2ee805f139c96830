/**
 * The operations of Replicate's HTTP API, one class a resource.
 */
@NullMarked
package dev.replicate4j.testkit.internal.api;

import org.jspecify.annotations.NullMarked;
