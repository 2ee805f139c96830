/** A server that answers in microseconds, so that what is measured is the client. */
@NullMarked
package dev.replicate4j.bench.stub;

import org.jspecify.annotations.NullMarked;
