/** Everything that can go wrong, as unchecked exceptions under {@link dev.replicate4j.error.ReplicateException}. */
@NullMarked
package dev.replicate4j.error;

import org.jspecify.annotations.NullMarked;
