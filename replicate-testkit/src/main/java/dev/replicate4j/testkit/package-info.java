/**
 * An HTTP server on the loopback interface that behaves as Replicate does, for tests and first steps. It is a test double: it
 * runs no models, costs nothing and needs no account. {@link dev.replicate4j.testkit.ReplicateServer} is the door.
 */
@NullMarked
package dev.replicate4j.testkit;

import org.jspecify.annotations.NullMarked;
