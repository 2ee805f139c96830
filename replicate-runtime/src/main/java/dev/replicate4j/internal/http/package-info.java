/** Sends requests: where the token may go, what is retried and when. Knows nothing of models. */
@NullMarked
package dev.replicate4j.internal.http;

import org.jspecify.annotations.NullMarked;
