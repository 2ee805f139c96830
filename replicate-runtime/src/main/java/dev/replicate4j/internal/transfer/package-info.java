/** Downloads: attempts that resume where the connection broke, part files, digests. Knows nothing of models. */
@NullMarked
package dev.replicate4j.internal.transfer;

import org.jspecify.annotations.NullMarked;
