/**
 * Receives requests and writes replies, held ones and streams included. Knows nothing of models.
 */
@NullMarked
package dev.replicate4j.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
